"""An account that was moved away and closed by the phone it left: an agent decides whose it is, and nobody else."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex

import pytest
from sqlalchemy import update

from models.rows import ACCOUNT
from tests.attacks.people import ANSWERS, NIP, People, Victim
from tests.console.conftest import Browser, Console, taking
from tests.console.test_calls import CASE, code_sent, say
from turns.message import Inbound

THIEF = "+525587654321"
NEW_NIP = "739154"


@pytest.fixture
def robbed(console: Console) -> Victim:
    """Whose account somebody moved to `THIEF` who knew the NIP; from the old phone it was closed."""
    worker = People(console.database, console.nips, console.vault).registered()
    for words in (f"DATOS {NIP}", "1", THIEF[3:]):
        text(console, worker.line, words)
    assert "paso a tu celular" in text(console, worker.line, code_sent(console))
    assert "nadie ve tu cuenta" in text(console, worker.line, "NO FUI YO")
    console.case(line=THIEF)
    return worker


def text(console: Console, line: str, words: str) -> str:
    """What a phone is answered; a second passes."""
    console.clock.move(timedelta(seconds=1))
    return console.talk.handle(Inbound("sms", line, "twilio", token_hex(8), (words,))).text


def answering(browser: Browser) -> str:
    """The caller's answer to whichever question is asked."""
    asked = say(browser, "AHORRO")
    return say(browser, ANSWERS["school" if "escuela" in asked else "town"])


def test_the_new_phone_cannot_open_it_with_nip_and_answer_whenever(console: Console, robbed: Victim) -> None:
    for _ in range(3):
        assert "un asesor" in text(console, THIEF, f"AHORRO {NIP}")
        assert "un asesor" in text(console, THIEF, "NIP")
        assert "un asesor" in text(console, THIEF, "OLVIDE")
        console.clock.move(timedelta(days=30))


def test_an_agent_gives_it_back_to_who_answers_and_the_thief_has_no_say(
    database: str, ana: Browser, robbed: Victim
) -> None:
    console, held = ana.console, taking(ana)
    assert "en qué celular" in answering(held).lower()
    assert "nuevo" in say(held, "2")
    say(held, robbed.line[3:])
    assert "manda NIP" in say(held, code_sent(console))
    assert console.all("SELECT line, former_line FROM account") == [(robbed.line, None)]

    for words in ("NO FUI YO", "BLOQUEO"):
        text(console, THIEF, words)
    text(console, robbed.line, "NIP")
    asked = text(console, robbed.line, "que")
    text(console, robbed.line, ANSWERS["school" if "escuela" in asked else "town"])
    text(console, robbed.line, code_sent(console))
    text(console, robbed.line, NEW_NIP)
    assert console.all("SELECT locked_until FROM account") == [(None,)]
    console.clock.move(timedelta(hours=24))
    assert robbed.amount in text(console, robbed.line, f"AHORRO {NEW_NIP}")


def test_or_leaves_it_where_it_is(ana: Browser, robbed: Victim) -> None:
    held = taking(ana)
    answering(held)
    assert "manda NIP" in say(held, "1")
    assert ana.console.all("SELECT line, former_line, settled_at FROM account") == [(THIEF, None, None)]
    held.post(f"{CASE}/soltar")
    assert "contesta" in text(ana.console, THIEF, "NIP")


def test_a_code_to_the_phone_that_has_it_proves_nothing_and_nothing_else_is_to_be_had(
    ana: Browser, robbed: Victim
) -> None:
    held = taking(ana)
    assert "código" not in say(held, "AHORRO")
    assert "No coincide" in say(held, "no es esta")
    answering(held)
    for words in (f"AHORRO {NIP}", "DATOS", "CREDITO", "CONSTANCIA", "ARCO"):
        said = say(held, words)
        assert robbed.amount not in said
        assert "cerrada" in said or "llamaba" in said or "pueblo" in said, said


@pytest.mark.parametrize(
    "begun",
    [
        (f"DATOS {NIP}", "1", THIEF[3:], "CODE"),
        ("NIP", NIP, NEW_NIP),
        (f"DATOS {NIP}", "mis preguntas", "PRADERA", "ROBLE"),
        (f"DATOS {NIP}", "cerrar mi cuenta", "1", "2"),
    ],
)
def test_what_was_begun_before_it_was_closed_is_not_ended(console: Console, begun: tuple[str, ...]) -> None:
    """Whoever held the phone then may be who it was closed against."""
    worker = People(console.database, console.nips, console.vault).registered()
    for words in begun[:-1]:
        text(console, worker.line, words)
    before = (
        console.all("SELECT line, former_line, nip_hash FROM account"),
        console.all("SELECT * FROM security_question"),
    )
    code = code_sent(console) if begun[-1] == "CODE" else begun[-1]
    with console.database.transaction() as connection:
        until = console.clock() + timedelta(days=36525)
        connection.execute(update(ACCOUNT).values(locked_until=until))
    assert "cerrada" in text(console, worker.line, code)
    assert before == (
        console.all("SELECT line, former_line, nip_hash FROM account"),
        console.all("SELECT * FROM security_question"),
    )


@pytest.mark.parametrize("begun", ["COMPROBANTE", "ARCO"])
def test_nor_is_a_choice_that_stood_open_answered(console: Console, begun: str) -> None:
    worker = People(console.database, console.nips, console.vault).registered()
    assert "1 " in text(console, worker.line, f"{begun} {NIP}")
    with console.database.transaction() as connection:
        connection.execute(update(ACCOUNT).values(locked_until=console.clock() + timedelta(days=36525)))
    assert "cerrada" in text(console, worker.line, "1")


@pytest.mark.parametrize("key", ["97", "98", "0"])
def test_nor_are_the_pages_turned_of_what_was_told_before(console: Console, key: str) -> None:
    worker = People(console.database, console.nips, console.vault).registered()

    def press(*keys: str) -> str:
        return console.talk.handle(Inbound("ussd", worker.line, "at", token_hex(8), keys, begins=len(keys) > 1)).text

    assert worker.amount in press("AHORRO", NIP)
    with console.database.transaction() as connection:
        connection.execute(update(ACCOUNT).values(locked_until=console.clock() + timedelta(days=36525)))
    assert worker.amount not in press(key)
    assert console.all("SELECT count(*) FROM outbound_message WHERE kind = 'reply'") == [(0,)]
