"""A case leaves the hands of its agent: handed over, given back, or put off until later."""

from __future__ import annotations

from datetime import timedelta

import pytest

from console.desk.leaving import snoozed_until
from models.cases.thread import note
from tests.conftest import NOW
from tests.console.conftest import CASE, Browser


def test_a_case_is_handed_over_to_somebody_who_is_there(database: str, held: Browser, eva: Browser) -> None:
    assert "Nadie más está disponible" in held.get(CASE).get_data(as_text=True)
    eva.get("/console/")
    eva.post("/console/disponible")
    held.get(CASE)
    [(ana, eva_)] = held.console.all(
        "SELECT max(CASE name WHEN 'Ana' THEN id END), max(CASE name WHEN 'Eva' THEN id END) FROM agent"
    )
    held.post(f"{CASE}/pasar", to=str(ana))
    assert "ya no está disponible" in held.page, "nobody hands over to themselves, nor to who is not there"

    held.post(f"{CASE}/pasar", to=str(eva_))

    assert "El caso es ahora de Eva." in held.page
    assert held.get(f"{CASE}/hilo").status_code == 409
    assert "Contestar por SMS" in eva.get(CASE).get_data(as_text=True)
    assert ("handed-over", f"agent {eva_}") in held.console.all("SELECT did, detail FROM audit")


def test_who_closed_by_a_slip_has_five_seconds(held: Browser) -> None:
    held.post(f"{CASE}/cerrar", outcome="solved")
    assert "Tienes 5 segundos para deshacerlo" in held.page

    held.console.clock.move(timedelta(seconds=4))
    held.post(f"{CASE}/reabrir")

    assert "El caso es tuyo otra vez." in held.page
    assert held.console.all("SELECT closed_at, outcome FROM agent_case") == [(None, None)]
    assert held.console.all("SELECT closed, solved_in_time FROM case_result") == [(0, 0)]
    assert "Contestar por SMS" in held.get(CASE).get_data(as_text=True)
    assert ("reopened",) in held.console.all("SELECT did FROM audit")

    held.post(f"{CASE}/cerrar", outcome="solved")
    held.console.clock.move(timedelta(seconds=6))
    held.post(f"{CASE}/reabrir")
    assert "el caso sigue cerrado" in held.page
    assert held.console.all("SELECT closed FROM case_result") == [(1,)]


def test_nobody_else_opens_it_again(database: str, held: Browser, eva: Browser) -> None:
    held.post(f"{CASE}/cerrar", outcome="solved")
    eva.get("/console/")
    eva.post(f"{CASE}/reabrir")

    [(outcome,)] = held.console.all("SELECT outcome FROM agent_case")
    assert outcome == "solved"


def test_who_leaves_gives_their_cases_back(held: Browser, eva: Browser) -> None:
    held.get("/console/")
    held.post("/console/salir")

    assert "CASE22" in eva.get("/console/").get_data(as_text=True)
    assert "Tomar" in eva.get(CASE).get_data(as_text=True)


def test_a_page_that_asks_by_itself_is_nobody_there(ana: Browser) -> None:
    for _ in range(4):
        ana.console.clock.move(timedelta(minutes=10))
        ana.get("/console/", **{"HX-Request": "true"})

    assert not ana.is_in


@pytest.mark.parametrize(
    ("choice", "back"),
    [("hour", timedelta(hours=1)), ("four_hours", timedelta(hours=4)), ("tomorrow", timedelta(hours=23))],
)
def test_a_case_is_put_off_as_long_as_is_chosen(choice: str, back: timedelta) -> None:
    assert snoozed_until(choice, NOW) == NOW + back


def test_what_the_worker_says_ends_a_snooze(database: str, held: Browser) -> None:
    held.post(f"{CASE}/soltar", posponer="1", until="tomorrow")
    with held.console.database.transaction() as connection:
        note(connection, "CASE22", None, held.console.vault.seal(b"sigo esperando"), NOW)

    assert "CASE22" in held.get("/console/").get_data(as_text=True)


def test_a_snoozed_case_comes_back_by_itself(held: Browser) -> None:
    held.post(f"{CASE}/soltar", posponer="1")
    held.get("/console/")
    assert "CASE22" not in held.page

    held.console.clock.move(timedelta(hours=1, seconds=1))
    held.come_in("Ana")
    held.get("/console/")
    assert "CASE22" in held.page
