"""Canned answers: kept by supervisors, written by code, with the worker's values, weighed and sent as they read."""

from __future__ import annotations

import pytest

from tests.attacks.people import People
from tests.console.conftest import Browser, Console

CASE = "/console/caso/CASE22"


@pytest.fixture
def sofia(console: Console) -> Browser:
    """A supervisor, who has kept two answers."""
    console.add("Sofia", "supervisor")
    browser = Browser(console)
    browser.come_in("Sofia")
    browser.get("/console/respuestas")
    browser.post("/console/respuestas", code="/saludo", text="Hola {nombre}, soy {asesor}.")
    browser.post("/console/respuestas", code="adios", text="Tu caso es {folio}.")
    return browser


@pytest.mark.parametrize("account", [True, False])
def test_several_are_written_by_code_and_sent_filled_in(
    database: str, console: Console, sofia: Browser, ana: Browser, account: bool
) -> None:
    line = People(console.database, console.nips, console.vault).registered().line
    [(number, name)] = console.all("SELECT id, first_name FROM account")
    console.case(line=line, account_id=number if account else None)
    ana.get(CASE)
    ana.post(f"{CASE}/tomar")
    hello = f"Hola {name.title()}, soy Ana." if account else "Hola, soy Ana."
    assert hello in ana.page, "the list shows how each reads in this case"
    assert "2 SMS" not in ana.post(f"{CASE}/borrador", text="/saludo Ya vi tu duda. /adios").get_data(as_text=True)

    ana.get(CASE)
    ana.post(f"{CASE}/enviar", text="/saludo Ya vi tu duda. /adios")

    [(body,)] = console.all("SELECT body FROM outbound_message")
    assert console.vault.open(body).decode() == f"{hello} Ya vi tu duda. Tu caso es CASE22."


def test_a_code_that_nobody_knows_is_not_sent_to_a_worker(sofia: Browser, ana: Browser) -> None:
    ana.console.case()
    ana.get(CASE)
    ana.post(f"{CASE}/tomar")
    assert "No hay una respuesta /nada" in ana.post(f"{CASE}/borrador", text="/nada").get_data(as_text=True)
    ana.get(CASE)
    ana.post(f"{CASE}/enviar", text="/saludo /nada")

    assert "No hay una respuesta /nada." in ana.page
    assert "/saludo /nada" in ana.page, "what was typed is kept"
    assert ana.console.all("SELECT count(*) FROM outbound_message") == [(0,)]


@pytest.mark.parametrize(
    ("code", "text"),
    [("x", "hola"), ("dos palabras", "hola"), ("bien", ""), ("bien", "Tu NSS es {nss}"), ("bien", "a" * 481)],
)
def test_what_could_not_be_filled_in_is_not_kept(sofia: Browser, code: str, text: str) -> None:
    sofia.post("/console/respuestas", code=code, text=text)

    assert "El código lleva" in sofia.page
    assert sofia.console.all("SELECT count(*) FROM canned_answer") == [(2,)]


def test_one_is_changed_and_taken_out(sofia: Browser, ana: Browser) -> None:
    sofia.post("/console/respuestas", code="adios", text="Gracias.")
    sofia.post("/console/respuestas/quitar", code="saludo")

    assert sofia.console.all("SELECT code, text FROM canned_answer") == [("adios", "Gracias.")]
    ana.get("/console/respuestas")
    assert "Gracias." in ana.page
    assert "Quitar" not in ana.page
    assert ana.post("/console/respuestas", code="otra", text="x").status_code == 403
