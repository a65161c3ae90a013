"""The service on an institution's own system and an empty database: registration, amounts, and a day without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import text

from app import create_app
from config.settings import Settings
from config.vault import Vault
from models.database import Database
from models.demo.cast import CAST
from tests.source.institution import TOKEN, Institution

LORENA = next(member.person for member in CAST if member.life.credits)
LINE = "+525512345678"
IDENTITY = f"{LORENA.nss} {LORENA.curp} {LORENA.rfc}"


class Phone:
    """Talks over Twilio's webhook to a service that has no imported row."""

    def __init__(self, url: str, database: str, redis_url: str, data: Path) -> None:
        self.settings = Settings(
            env="demo",
            data=data,
            database_url=database,
            redis_url=redis_url,
            hash_passes=1,
            hash_memory=64,
            facts_url=url,
            facts_token=TOKEN,
            facts_fresh=0,
            facts_deadline=10,
        )
        self.client = create_app(self.settings).test_client()
        self.database = Database(database)
        self._numbers = count()

    def say(self, words: str) -> str:
        """The reply's text."""
        form = {"From": LINE, "To": "30900", "MessageSid": f"SM{next(self._numbers):032d}", "Body": words}
        return self.client.post("/sms/twilio", data=form | {"DemoPhone": "1"}).get_data(as_text=True)

    def code(self) -> str:
        """The code that was sent last."""
        with self.database.connect() as connection:
            body = connection.execute(
                text("SELECT body FROM outbound_message WHERE kind = 'code' ORDER BY created_at DESC LIMIT 1")
            ).scalar_one()
        found = re.search(r"\d{6}", Vault(self.settings.secret_key).open(bytes(body)).decode())
        assert found
        return found[0]


@pytest.fixture
def phone(
    institution: tuple[Institution, str], sqlite: str, redis_url: str, redis: Redis, tmp_path: Path
) -> Iterator[Phone]:
    """A phone nobody knows."""
    phone = Phone(institution[1], sqlite, redis_url, tmp_path)
    yield phone
    phone.database.close()


def test_everything_works_from_the_institutions_own_system(institution: tuple[Institution, str], phone: Phone) -> None:
    """Registered, asked, away with and without memory, and well again; the service itself is ready all the while."""
    there = institution[0]
    there.ways = {"status": 503}
    assert "no contesta ahora" in phone.say(f"REGISTRO {IDENTITY}")
    there.ways = {}
    assert "¿Eres" in phone.say(f"REGISTRO {IDENTITY}")
    for words in ("1", "2", "482913", "Guadalajara", "Benito Juarez"):
        phone.say(words)
    assert "abierta" in phone.say(phone.code())
    savings, balance = _pesos(there, "ahorro", "vivienda_97"), _pesos(there, "creditos", "saldo")
    assert savings in phone.say("DETALLE 482913")
    assert balance in phone.say("CREDITO 482913")
    there.ways = {"close": True}
    remembered = phone.say("CREDITO")
    assert balance in remembered
    assert "El sistema no contesta ahora: esto es de hoy" in remembered
    assert "no contesta ahora; tus datos siguen" in phone.say("APORTACIONES")
    assert "avisos" in phone.say("AVISOS")
    assert phone.client.get("/readyz").status_code == 200
    assert "micuenta_source_calls_total" in phone.client.get("/metrics").get_data(as_text=True)
    there.ways = {}
    assert "no contesta" not in phone.say("CREDITO")


def _pesos(there: Institution, file: str, column: str) -> str:
    return f"${float(there.rows[file, LORENA.nss][0][column]):,.2f}"
