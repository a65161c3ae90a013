"""After a registration and ten queries, nothing of what the worker told us can be found where it should not rest."""

from __future__ import annotations

import logging
import re
from datetime import date
from pathlib import Path

import pytest
from redis import Redis
from sqlalchemy import text

from app import create_app
from config.settings import Settings
from config.vault import Vault
from models.database import Database
from models.demo.cast import CAST
from models.demo.write import write
from models.importing import import_paths

NIP, NEW_NIP = "482913", "771204"
ANSWERS = ("Cuautitlan Izcalli", "Firulais Tercero")
WHO = CAST[0].person
LINE = "+525512345678"


class Phone:
    """A phone that posts Twilio's form, quicker than a person could."""

    def __init__(self, settings: Settings) -> None:
        self._client = create_app(settings).test_client()
        self._sent = 0

    def say(self, words: str) -> str:
        """Send a message; the reply's text."""
        self._sent += 1
        form = {"From": LINE, "To": "30900", "MessageSid": f"SM{self._sent:032d}", "Body": words, "DemoPhone": "1"}
        answer = self._client.post("/sms/twilio", data=form)
        assert answer.status_code == 200
        return answer.get_data(as_text=True)


def test_nothing_secret_rests_in_journal_logs_or_redis(
    sqlite: str, redis_url: str, redis_client: Redis, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """NIPs, codes, security answers, NSS, CURP and RFC: searched for in all three, as typed and in pieces."""
    write(tmp_path / "files", len(CAST), 1, date(2026, 11, 20))
    import_paths(sqlite, [tmp_path / "files"])
    settings = Settings(
        env="demo", data=tmp_path, database_url=sqlite, redis_url=redis_url, hash_passes=1, hash_memory=64
    )
    caplog.set_level(logging.DEBUG)
    phone = Phone(settings)
    database = Database(sqlite)
    for words in ("REGISTRO", WHO.nss, f"{WHO.curp.lower()} {WHO.rfc}", "1", "1", "123456", NIP, *ANSWERS):
        phone.say(words)
    code = _code(database, Vault(settings.secret_key))
    assert "abierta" in phone.say(f"ACTIVAR {code}")
    wrong = "935817"
    for words in (
        *("AHORRO", f"PAGO {NIP} 1500", "CREDITO", "MOVIMIENTOS", "APORTACIONES", "CONSTANCIA", "DESCUENTOS"),
        *(
            f"NIP {NIP} {NEW_NIP}",
            "SALIR",
            f"AHORRO {wrong}",
            NEW_NIP,
            f"mi nss es {WHO.nss}",
            f"{WHO.curp}",
            ANSWERS[0],
        ),
    ):
        phone.say(words)
    with database.connect() as connection:
        assert "Tienes ahorrado" not in str(connection.execute(text("SELECT * FROM journal")).all())
        journal = "\n".join(map(str, connection.execute(text("SELECT * FROM journal")).all()))
        assert connection.execute(text("SELECT count(*) FROM journal")).scalar_one() >= 24
    database.close()
    kept = b"\n".join(key + b" " + (redis_client.dump(key) or b"") for key in redis_client.keys("*"))
    logged = caplog.text

    secrets = [NIP, NEW_NIP, wrong, code, *ANSWERS, WHO.nss, WHO.curp, WHO.rfc, WHO.curp.lower(), LINE[3:]]
    assert kept
    for secret in secrets:
        assert secret not in journal
        assert secret not in logged
        assert secret.encode() not in kept
        for word in secret.split():
            assert word.lower() not in journal.lower()


def _code(database: Database, vault: Vault) -> str:
    with database.connect() as connection:
        body = connection.execute(text("SELECT body FROM outbound_message WHERE kind = 'code'")).scalar_one()
    found = re.search(r"\d{6}", vault.open(bytes(body)).decode())
    assert found
    return found[0]
