"""The supervisors' board: each thing counted once, in the background, and shown from what is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update

from models.board import campaigns, reading
from models.board.counting import SETTLES, WINDOW, count_window
from models.columns import table
from models.tables.journal import JournalEntry
from models.tables.outbox import OutboundMessage
from notices.kinds import KINDS
from tests.conftest import NOW
from tests.console.conftest import LINE, Browser, Console

AT = NOW - timedelta(hours=2)


@pytest.fixture
def lived(console: Console) -> Console:
    """Three conversations two hours ago: one went on from the question, two did not; and how messages ended."""
    turns = [
        ("A", 0, "payment.amount"),
        ("A", 1, "payment.done"),
        ("B", 0, "payment.amount"),
        ("C", 3, "payment.amount"),
    ]
    shared = {"line": "m", "driver": "worker", "channel": "sms", "provider": "twilio", "said": "[…]", "at": AT}
    rows = [
        {**shared, "provider_id": str(place), "session": session, "turn": turn, "state": state}
        for place, (session, turn, state) in enumerate(turns)
    ]
    message = {"kind": "code", "lane": 0, "channel": "sms", "recipient": LINE, "body": b"", "segments": 1}
    moments = {"not_before": AT, "expires_at": AT, "created_at": AT, "final_at": AT, "attempts": 1, "topics": 0}
    ends = [("delivered", None), ("failed", "handset_off"), ("failed", "handset_off")]
    with console.database.transaction() as connection:
        connection.execute(insert(table(JournalEntry)), rows)
        for place, (status, reason) in enumerate(ends):
            row = {**message, **moments, "id": f"{place:032d}", "status": status, "reason": reason}
            connection.execute(insert(table(OutboundMessage)).values(row))
    return console


def count_all(console: Console) -> int:
    windows = 0
    with console.database.connect() as connection:
        while count_window(connection, NOW):
            windows += 1
    return windows


def test_each_turn_and_message_is_counted_once(database: str, lived: Console) -> None:
    assert count_all(lived) == 1, "five minutes in which nothing happened cost nothing"
    assert count_all(lived) == 0, "what was counted is not counted again"
    with lived.database.connect() as connection:
        hours = reading.hours(connection, NOW)
        states = reading.states(connection, NOW.date() - timedelta(days=1))
        causes = reading.causes(connection, NOW - timedelta(days=1))

    assert len(hours) == 24
    assert [(one.hour, one.came, one.went) for one in hours if one.came] == [(AT, 4, 3)]
    asked = states["payment.amount"]
    assert (asked.reached, asked.went_on, asked.gave_up) == (3, 1, 2)
    assert causes == [("handset_off", 2)]


def test_words_that_went_to_the_agent_are_no_giving_up(database: str, lived: Console) -> None:
    """B wrote on, to the agent who had taken the case, twice, and after that to the dialog; C said nothing more."""
    rows = [("x1", 0, "agent"), ("x2", 0, "agent"), ("B", 1, "payment.done")]
    shared = {"driver": "worker", "channel": "sms", "provider": "twilio", "said": "[…]", "at": AT}
    with lived.database.transaction() as connection:
        connection.execute(update(table(JournalEntry)).where(table(JournalEntry).c.session == "B").values(line="b"))
        for place, (session, turn, state) in enumerate(rows):
            row = {**shared, "line": "b", "provider_id": f"b{place}", "session": session, "turn": turn, "state": state}
            connection.execute(insert(table(JournalEntry)).values(row))
    count_all(lived)
    with lived.database.connect() as connection:
        asked = reading.states(connection, AT.date())["payment.amount"]
    assert (asked.reached, asked.went_on) == (3, 2)


def test_a_window_waits_until_nothing_is_added_to_it_any_more(lived: Console) -> None:
    with lived.database.connect() as connection:
        assert not count_window(connection, AT + WINDOW + SETTLES - timedelta(seconds=1))
        assert count_window(connection, AT + WINDOW + SETTLES)


@pytest.fixture
def sofia(console: Console) -> Browser:
    console.add("Sofia", "supervisor")
    browser = Browser(console)
    browser.come_in("Sofia")
    return browser


def test_the_board_shows_who_waits_what_was_closed_and_where_people_stop(lived: Console, sofia: Browser) -> None:
    count_all(lived)
    lived.case("OLDER2", "+525500000002", waiting_since=NOW - timedelta(hours=3))
    lived.case()
    sofia.get("/console/caso/CASE22")
    sofia.post("/console/caso/CASE22/tomar")
    sofia.post("/console/caso/CASE22/enviar", text="hola")
    lived.clock.move(timedelta(minutes=4))
    sofia.post("/console/caso/CASE22/cerrar", outcome="solved")
    sofia.get("/console/tablero")

    for said in ("3 h 04", "Sofia", "4 min", "100 %", "handset_off", "payment.amount", "2 (67 %)"):
        assert said in sofia.page
    assert 'class="stayed"' in sofia.page
    sofia.get("/console/tablero?dialogo=payment&dias=1")
    assert "payment.amount" in sofia.page


def test_a_campaign_is_held_and_let_go_by_a_supervisor(database: str, console: Console, sofia: Browser) -> None:
    with console.database.transaction() as connection:
        campaigns.recount(connection, NOW)
    sofia.get("/console/tablero")
    sofia.post("/console/tablero/avisos", kind="order", do="pause")
    assert "console: Sofia" in sofia.page
    assert console.all("SELECT kind FROM notice_pause") == [("order",)]

    sofia.post("/console/tablero/avisos", kind="order", do="resume")
    sofia.post("/console/tablero/avisos", kind="*", do="pause")
    assert console.all("SELECT kind FROM notice_pause") == []
    assert console.all("SELECT did, detail FROM audit WHERE did <> 'came-in'") == [
        ("paused", "order"),
        ("resumed", "order"),
    ]


def test_every_kind_of_notice_has_a_name_on_it(sofia: Browser) -> None:
    sofia.get("/console/tablero")

    assert "notice-" not in sofia.page.replace("notice-cases", "")
    assert sofia.page.count('name="kind"') == len(KINDS)


def test_progress_is_told_of_what_was_counted(console: Console, sofia: Browser) -> None:
    row = {"kind": "notice.order", "lane": 1, "channel": "sms", "recipient": LINE, "body": b"", "segments": 1}
    moments = {"not_before": NOW, "expires_at": NOW, "created_at": NOW, "attempts": 0, "topics": 0}
    with console.database.transaction() as connection:
        for place, (status, ended) in enumerate([("queued", None), ("delivered", NOW), ("failed", NOW)]):
            values = {**row, **moments, "id": f"{place:032d}", "status": status, "final_at": ended}
            connection.execute(insert(table(OutboundMessage)).values(values))
        campaigns.recount(connection, NOW)
    sofia.get("/console/tablero")

    assert "2 / 3" in sofia.page
