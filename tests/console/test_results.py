"""What the assisted dialog told is sent to the worker as it was told, once; and a map says where the dialog stands."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert

from console.flow_map import flow_map
from flows.machine.register import STATES
from models.columns import table
from models.tables.accounts import TalkingLine
from tests.attacks.people import Victim
from tests.conftest import NOW
from tests.console.conftest import Browser, Console
from tests.console.test_calls import CASE, code_sent, held, say, worker

__all__ = ["held", "worker"]
KEPT = "SELECT channel, recipient, body FROM outbound_message WHERE kind = 'case'"


@pytest.fixture
def told(held: Browser) -> Browser:
    """Ana, who has been told the savings of a caller who is verified."""
    for words in ("AHORRO", "1"):
        say(held, words)
    say(held, code_sent(held.console))
    return held


def sent(console: Console) -> list[tuple[str, str, str]]:
    return [(by, to, console.vault.open(body).decode()) for by, to, body in console.all(KEPT)]


def test_a_result_goes_to_the_phone_once_and_as_it_was_told(database: str, told: Browser, worker: Victim) -> None:
    console = told.console
    assert "Mandárselo por SMS" in told.page
    assert "por correo" not in told.page, "no address has been proved"
    for _ in range(2):
        told.post(f"{CASE}/resultado", by="sms", once="one press", text="otra cosa")
    told.post(f"{CASE}/resultado", by="email")

    assert "pídelo otra vez" in told.page
    [(by, to, text)] = sent(console)
    assert (by, to) == ("sms", worker.line)
    assert worker.amount in text
    deeds = console.all("SELECT did, detail FROM audit WHERE did = 'result-sent'")
    assert deeds == [("result-sent", "sms savings.open")]


def test_it_is_mailed_where_the_address_was_proved(told: Browser, worker: Victim) -> None:
    with told.console.database.transaction() as connection:
        connection.exec_driver_sql("UPDATE account SET email = 'a@b.mx', email_proved_at = created_at")
    say(told, "AHORRO")
    assert "Mandárselo por correo" in told.page
    told.post(f"{CASE}/resultado", by="email")

    [(by, to, text)] = sent(told.console)
    assert (by, to) == ("email", "a@b.mx")
    assert worker.amount in text


def test_what_was_told_long_ago_or_asks_something_is_not_sent(told: Browser) -> None:
    told.console.clock.move(timedelta(minutes=4))
    told.get(CASE)
    told.console.clock.move(timedelta(minutes=4))
    told.get(CASE)
    told.console.clock.move(timedelta(minutes=4))
    told.post(f"{CASE}/resultado", by="sms")
    assert "pídelo otra vez" in told.page
    say(told, "AHORRO")
    assert "Mandárselo" not in told.page
    told.post(f"{CASE}/resultado", by="sms")

    assert sent(told.console) == []


def test_who_wants_no_messages_is_sent_none(told: Browser, worker: Victim) -> None:
    with told.console.database.transaction() as connection:
        connection.execute(insert(table(TalkingLine)).values(number=worker.line, mismatches=0, opted_out_at=NOW))
    told.post(f"{CASE}/resultado", by="sms")

    assert "BAJA" in told.page
    assert sent(told.console) == []


def test_the_map_is_drawn_with_words_for_who_does_not_see_it(told: Browser) -> None:
    say(told, "REGISTRO")
    say(told, "PAGO")
    assert "<svg" in told.page
    assert "Aquí van" in told.page
    assert 'class="here"' in told.page


def test_every_state_has_a_map() -> None:
    for name in STATES:
        drawn = flow_map(name, ["menu", name])
        assert drawn
        assert [stop.state for stop in drawn.of("here")] == [name]
        assert all(stop.words for stop in drawn.stops)
