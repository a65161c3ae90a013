"""An agent drives the same dialogs for a caller, who is verified without a NIP, and the machine is silent meanwhile."""

from __future__ import annotations

import re
from datetime import timedelta
from secrets import token_hex

import pytest

from console.desk.case import STARTS
from models.agents import audit
from tests.attacks.people import NIP, People, Victim
from tests.console.conftest import Browser, Console, taking
from turns.message import Inbound

CASE = "/console/caso/CASE22"


@pytest.fixture
def worker(console: Console) -> Victim:
    """Somebody with an account and savings, who asked for a person."""
    worker = People(console.database, console.nips, console.vault).registered()
    console.case(line=worker.line)
    return worker


@pytest.fixture
def held(ana: Browser, worker: Victim) -> Browser:
    return taking(ana)


def say(browser: Browser, words: str) -> str:
    """What the agent is to read out next."""
    browser.post(f"{CASE}/dialogo", said=words)
    found = re.search(r'class="say"><b>[^<]*</b> <bdi>(.*?)</bdi>', browser.page, re.DOTALL)
    assert found, browser.page
    return found[1]


def code_sent(console: Console) -> str:
    [(body,)] = console.all("SELECT body FROM outbound_message WHERE kind = 'code' ORDER BY id DESC LIMIT 1")
    found = re.search(r"\d{6}", console.vault.open(body).decode())
    assert found
    return found[0]


def text(console: Console, worker: Victim, words: str, number: str = "") -> str:
    """What the worker's own phone is answered."""
    return console.talk.handle(Inbound("sms", worker.line, "twilio", number or token_hex(8), (words,))).text


def test_a_code_read_back_verifies_and_the_savings_are_told(database: str, held: Browser, worker: Victim) -> None:
    assert "confirmamos" in say(held, "AHORRO")
    assert "código" in say(held, "1")
    assert "No coincide" in say(held, "000000")
    held.console.clock.move(timedelta(seconds=1))
    say(held, "quiere saber cuanto tiene ahorrado")
    say(held, "1")
    assert "$" in say(held, code_sent(held.console))
    assert "$" in say(held, "AHORRO"), "for ten minutes"
    console = held.console
    assert console.all("SELECT did, folio, detail FROM audit WHERE did = 'verified'") == [
        ("verified", "CASE22", "code")
    ]
    assert console.all("SELECT verified_by FROM agent_case") == [("code",)]
    assert "Se verificó con un código" in held.get(CASE).get_data(as_text=True)
    with console.database.connect() as connection:
        assert audit.broken(connection, console.vault) is None


def test_no_proof_passes_between_the_two(held: Browser, worker: Victim) -> None:
    say(held, "AHORRO")
    say(held, "1")
    say(held, code_sent(held.console))
    held.post(f"{CASE}/soltar")
    assert "NIP" in text(held.console, worker, "AHORRO")
    assert "$" in text(held.console, worker, NIP)

    held.get(CASE)
    held.post(f"{CASE}/tomar")
    assert "confirmamos" in say(held, "AHORRO"), "who takes the case next verifies anew"


@pytest.mark.parametrize("word", [*STARTS, "NIP", "OLVIDE", "REGISTRO", "AVISOS", "ALTA", "BLOQUEO"])
def test_an_agent_is_never_to_ask_for_a_nip(held: Browser, worker: Victim, word: str) -> None:
    said = say(held, word)

    assert not re.search(r"[Ee]scribe tu NIP|NIP actual|[Ii]nventa", said), said


def test_wrong_answers_count_with_those_made_by_text(database: str, held: Browser, worker: Victim) -> None:
    for _ in range(5):
        say(held, "AHORRO")
        say(held, "2")
        assert "No coincide" in say(held, "no es esta")

    assert held.console.all("SELECT wrong_answers FROM account") == [(5,)]
    assert "$" not in say(held, "AHORRO")
    assert "$" not in say(held, "2")


def test_a_caller_without_an_account_is_told_how_to_get_one(ana: Browser) -> None:
    ana.console.case()
    ana.get(CASE)
    ana.post(f"{CASE}/tomar")

    assert "REGISTRO" in say(ana, "AHORRO")


def test_what_the_worker_writes_goes_to_the_agent_once_and_nobody_else_answers(
    database: str, held: Browser, worker: Victim
) -> None:
    assert text(held.console, worker, "sigo esperando, mi clave es 482913", "SMsame") == ""
    assert text(held.console, worker, "sigo esperando, mi clave es 482913", "SMsame") == ""
    held.get(f"{CASE}/hilo")

    assert held.page.count("sigo esperando") == 1
    assert "482913" not in held.page


def test_who_wants_nothing_more_is_heard_all_the_same(held: Browser, worker: Victim) -> None:
    assert text(held.console, worker, "BAJA") != ""
    assert held.console.all("SELECT count(*) FROM line WHERE opted_out_at IS NOT NULL") == [(1,)]


def test_the_dialog_goes_on_where_it_stood(console: Console, ana: Browser, worker: Victim) -> None:
    text(console, worker, "AHORRO")
    ana.get(CASE)
    ana.post(f"{CASE}/tomar")
    assert text(console, worker, "hola") == ""
    ana.get(CASE)
    ana.post(f"{CASE}/soltar")

    assert "$" in text(console, worker, NIP)


def test_or_it_begins_again_at_the_menu(console: Console, ana: Browser, worker: Victim) -> None:
    text(console, worker, "AHORRO")
    ana.get(CASE)
    ana.post(f"{CASE}/tomar")
    ana.get(CASE)
    ana.post(f"{CASE}/soltar", menu="1")

    assert "$" not in text(console, worker, NIP), "the question for the NIP is not on the table any more"


def test_pressing_twice_is_one_turn(held: Browser, worker: Victim) -> None:
    held.get(CASE)
    for _ in range(2):
        held.post(f"{CASE}/dialogo", said="AHORRO", once="the same press")

    assert held.console.all("SELECT count(*) FROM journal WHERE driver = 'agent' AND state = 'call.how'") == [(1,)]


def test_who_wants_a_case_that_another_holds_ends_no_call(held: Browser, eva: Browser) -> None:
    """Else the caller would have to be verified again, in the middle of it."""
    turns = "SELECT count(*) FROM journal WHERE driver = 'agent'"
    held.get(CASE)
    held.post(f"{CASE}/dialogo", said="SALDO", once="1")
    before = held.console.all(turns)
    eva.get(CASE)
    eva.post(f"{CASE}/tomar")

    assert held.console.all(turns) == before


def test_who_has_the_number_now_has_nothing_to_do_with_the_case_of_who_had_it(held: Browser, worker: Victim) -> None:
    console = held.console
    assert text(console, worker, "mi patron no deposita") == "", "the agent has it"
    with console.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE agent_case SET account_id = 4711")
    assert "ASESOR" in text(console, worker, "AYUDA"), "the machine answers"
    held.post(f"{CASE}/enviar", text="Buenas tardes")
    assert "otra persona" in held.page
    assert "mi patron no deposita" in held.page, "what was told in the case stays"
    assert console.all("SELECT count(*) FROM outbound_message WHERE kind = 'case'") == [(0,)]
