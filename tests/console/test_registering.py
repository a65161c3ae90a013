"""Somebody without an account is registered by an agent, who hears neither their NIP nor an answer nor a code."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import insert

from models.columns import table
from models.tables.institution import ContributionRow
from tests.attacks.people import NIP, People, Victim
from tests.console.conftest import Browser, Console, taking
from tests.console.test_calls import CASE, code_sent, say, text

EMPLOYERS = "TRANSPORTES LA PEÑA SA DE CV", "GRUPO ZAPATERA DE LEÓN SA DE CV"


@pytest.fixture
def caller(console: Console) -> Victim:
    """A worker on record, of two employers, who asked for a person from a line that nobody knows."""
    caller = People(console.database, console.nips, console.vault).on_record()
    console.case(line=caller.line)
    paid = {"nss": caller.nss, "employer_registry": "Y1234567101", "period": "2026-5", "amount": Decimal("900.00")}
    with console.database.transaction() as connection:
        for place, employer in enumerate(EMPLOYERS):
            row = {**paid, "folio": f"F{place}", "employer": employer, "paid_on": date(2026 - place, 11, 1)}
            connection.execute(insert(table(ContributionRow)).values(row))
    return caller


@pytest.fixture
def held(ana: Browser, caller: Victim) -> Browser:
    return taking(ana)


def test_an_agent_registers_and_the_workers_own_phone_makes_the_nip(
    database: str, held: Browser, caller: Victim
) -> None:
    console = held.console
    assert "NSS, CURP y RFC" in say(held, "quiere registrarse")
    assert "patrón" in say(held, caller.identity)
    assert "otro patrón" in say(held, "en los transportes de la pena")
    assert "¿Eres" in say(held, "la zapatera")
    assert console.all("SELECT verified_by FROM agent_case") == [("facts",)]
    assert "avisamos" in say(held, "1")
    assert "A mí no me digas ninguno" in say(held, "1")

    code = code_sent(console)
    assert "ACTIVAR" in say(held, f"ACTIVAR {code}"), "a code that is read out opens nothing"
    held.post(f"{CASE}/soltar")
    assert "Crea tu NIP" in text(console, caller, code)
    assert console.all("SELECT status FROM account") == [("pending",)]
    assert "Pregunta de seguridad" in text(console, caller, NIP)
    text(console, caller, "firulais")
    assert "Listo, " in text(console, caller, "puebla")
    console.clock.move(timedelta(minutes=11))
    assert "$" in text(console, caller, f"AHORRO {NIP}")
    assert console.all("SELECT count(*) FROM security_question") == [(2,)]


def test_wrong_facts_are_a_miss_like_any_other_and_which_was_wrong_is_not_said(held: Browser, caller: Victim) -> None:
    console = held.console
    replies = []
    for first, second in (("la pena", "el oxxo"), ("el oxxo", "zapatera"), ("grupo", "servicios")):
        say(held, "REGISTRO")
        say(held, caller.identity)
        assert "otro patrón" in say(held, first)
        replies.append(say(held, second))
    assert replies[0] == replies[1]
    assert "Por hoy ya no podemos" in replies[2]
    assert console.all("SELECT count(*) FROM line WHERE blocked_until IS NOT NULL") == [(1,)]
    assert console.all("SELECT count(*) FROM account") == [(0,)]
    assert console.all("SELECT verified_by FROM agent_case") == [(None,)]


def test_whom_the_record_says_too_little_of_registers_by_text(held: Browser, caller: Victim) -> None:
    with held.console.database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM contribution WHERE folio = 'F1'")
    say(held, "REGISTRO")

    assert "REGISTRO" in say(held, caller.identity)
    assert held.console.all("SELECT count(*) FROM account") == [(0,)]
