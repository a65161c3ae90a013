"""Turns that are taken together: each as if it came alone, whatever becomes of the others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import Mock

import psycopg
import pytest
from redis import Redis
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from flows.turn.turned import Turned
from models import journal
from models.database import Database
from tests.turns.turn_kit import VAULT, Parrot, sms, talking, ussd
from turns import batch
from turns.conversation import Conversation, Inbound
from turns.store import DialogStore

LINES = tuple(f"+52551234560{number}" for number in range(4))


class Half(Parrot):
    """What it notes of `HALF` is no text."""

    def turn(self, *given: Any) -> Turned:
        """As the parrot does."""
        turned = super().turn(*given)
        return replace(turned, said="\ud83d") if "HALF" in given[1] else turned


@pytest.fixture
def talk(records: Database, redis: Redis) -> Conversation:
    return talking(records, redis)


def taken(talk: Conversation, *inbounds: Inbound) -> list[str]:
    """What each is answered when all are there at once."""
    screens = talk.take_together(inbounds)
    return [(screen or talk.handle(each)).text for each, screen in zip(inbounds, screens, strict=True)]


@contextmanager
def statements(records: Database) -> Iterator[list[str]]:
    """Those that go through SQLAlchemy's layers."""
    seen: list[str] = []

    def note(*given: object) -> None:
        seen.append(str(given[2]))

    event.listen(records.engine, "before_cursor_execute", note)
    yield seen
    event.remove(records.engine, "before_cursor_execute", note)


def test_all_are_answered_and_kept_when_they_are_taken(talk: Conversation, records: Database, redis: Redis) -> None:
    for round_, said in {"a": "0 a", "b": "0 a b"}.items():
        inbounds = [sms(round_, f"{round_}{line}", line) for line in LINES]
        screens = talk.take_together(inbounds)
        assert [screen and screen.text for screen in screens] == [said] * len(LINES)
        assert [key for key in redis.scan_iter() if key.endswith(b":lock")] == []
        other = talking(records, redis)
        assert [other.handle(inbound) for inbound in inbounds] == screens
    with records.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 2 * len(LINES)


def test_effects_breaks_and_ussd_among_them_leave_the_others_alone(talk: Conversation) -> None:
    first, second, third, fourth = LINES
    others = sms("uno", "m3", third), ussd("m4", "x", line=fourth)
    said = taken(talk, sms("MISS", "m1", first), sms("BREAK", "m2", second), *others)
    assert (said[0], said[2], said[3]) == ("0 MISS", "0 uno", "0 x")
    assert "problema" in said[1]
    assert taken(talk, *(sms("y", f"n{line}", line) for line in LINES)) == ["1 MISS y", "0 y", "0 uno y", "0 x y"]


def test_a_line_that_is_there_twice_has_its_turns_one_after_the_other(talk: Conversation) -> None:
    line, other = LINES[:2]
    twice = sms("dos", "m2", line)
    assert taken(talk, sms("uno", "m1", line), twice, sms("x", "o1", other), twice) == [
        *("0 uno", "0 uno dos", "0 x", "0 uno dos")
    ]


def test_one_that_was_answered_before_is_refused_by_itself(talk: Conversation, records: Database, redis: Redis) -> None:
    """Redis has lost its answer, which the journal has still; and another line has used the id of a third."""
    first, second, third, fourth = LINES
    assert talk.handle(sms("uno", "m1", first)).text == "0 uno"
    assert talk.handle(sms("otro", "m3", fourth)).text == "0 otro"
    redis.flushall()
    inbounds = sms("uno", "m1", first), sms("dos", "m2", second), sms("tres", "m3", third)
    assert taken(talk, *inbounds) == ["0 uno", "0 dos", "0 tres"]
    assert [talk.handle(each).text for each in inbounds] == ["0 uno", "0 dos", "0 tres"]
    with records.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 4


def test_one_whose_line_has_changed_is_taken_again_and_the_others_stand(
    talk: Conversation, records: Database, redis: Redis
) -> None:
    taken(talk, *(sms("uno", f"m{line}", line) for line in LINES))
    changed = LINES[1]
    with records.transaction() as connection:
        connection.exec_driver_sql(f"INSERT INTO line (number, mismatches) VALUES ('{changed}', 2)")
    said = taken(talk, *(sms("dos", f"n{line}", line) for line in LINES))
    assert said == ["2 uno dos" if line == changed else "0 uno dos" for line in LINES]


def test_a_busy_line_keeps_the_others_waiting_for_nothing(
    talk: Conversation, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else two processes that have each other's lines would wait for each other."""
    store, (busy, free) = DialogStore(redis), LINES[:2]
    claim = store.claim(VAULT.mark(busy), "other")
    monkeypatch.setattr("turns.store.time.sleep", lambda _: store.release(claim))
    inbounds = sms("uno", "m1", busy), sms("dos", "m2", free)
    waits, taken = talk.take_together(inbounds)
    assert (waits, taken and taken.text) == (None, "0 dos")
    assert redis.exists(f"mc:{{{VAULT.mark(busy)}}}:lock")
    assert talk.handle(inbounds[0]).text == "0 uno"


def test_what_was_asked_for_long_ago_is_asked_for_anew(
    talk: Conversation, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The turns before it took so long that its claim may have run out."""
    inbounds = [sms("uno", f"m{line}", line) for line in LINES]
    moment = iter([*[0.0] * 6, *[5.0] * 1000])
    with monkeypatch.context() as patched:
        patched.setattr("turns.store.time.monotonic", lambda: next(moment))
        assert taken(talk, *inbounds) == ["0 uno"] * len(LINES)
    assert [key for key in redis.scan_iter() if key.endswith(b":lock")] == []
    assert taken(talk, *(sms("dos", f"n{line}", line) for line in LINES)) == ["0 uno dos"] * len(LINES)


def test_rows_go_together_past_the_layers(postgresql: str, redis: Redis) -> None:
    """Were they written one by one, nobody would notice but here."""
    records = Database(postgresql)
    talk = talking(records, redis)
    inbounds = [sms("uno", f"m{line}", line) for line in LINES]
    taken(talk, *inbounds)
    alone: list[object] = []
    with pytest.MonkeyPatch.context() as patched, statements(records) as layered:
        patched.setattr(journal, "write", lambda *given: alone.append(given))
        assert taken(talk, *(sms("dos", f"n{line}", line) for line in LINES)) == ["0 uno dos"] * len(LINES)
    assert (layered, alone) == ([], [])
    records.close()


def test_a_connection_that_died_is_replaced_and_all_are_taken(postgresql: str, redis: Redis) -> None:
    records = Database(postgresql)
    talk = talking(records, redis)
    assert taken(talk, *(sms("uno", f"m{line}", line) for line in LINES)) == ["0 uno"] * len(LINES)
    with records.at_hand() as connection:
        ended = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
    with psycopg.connect(postgresql.replace("+psycopg", "")) as other:
        other.execute("SELECT pg_terminate_backend(%s)", (ended,))
    assert taken(talk, *(sms("dos", f"n{line}", line) for line in LINES)) == ["0 uno dos"] * len(LINES)
    records.close()


def test_without_a_connection_all_get_the_apology_and_are_let_go(
    talk: Conversation, records: Database, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbounds, written = [sms("uno", f"m{line}", line) for line in LINES], batch._written
    away = Mock(side_effect=OperationalError("connect", None, Exception()))

    def without(*given: Any) -> list[Exception | None]:
        with monkeypatch.context() as gone:
            gone.setattr(records, "at_hand", away)
            return written(*given)

    with monkeypatch.context() as patched:
        patched.setattr(batch, "_written", without)
        screens = talk.take_together(inbounds)
    assert all(screen and "problema" in screen.text for screen in screens)
    assert [key for key in redis.scan_iter() if key.endswith(b":lock")] == []
    assert taken(talk, *inbounds) == ["0 uno"] * len(LINES)


def test_nobody_waits_for_all_the_others_to_wait_in_vain(
    postgresql: str, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table that is locked, or a disk that hangs: each row would wait as long as a statement may."""
    monkeypatch.setattr(batch, "IN_VAIN", 0.0)
    records = Database(postgresql, statement=0.2)
    talk = talking(records, redis)
    alone = Mock(side_effect=journal.write)
    monkeypatch.setattr(journal, "write", alone)
    with psycopg.connect(postgresql.replace("+psycopg", "")) as other:
        other.execute("LOCK journal IN SHARE MODE")
        said = taken(talk, *(sms("uno", f"m{line}", line) for line in LINES))
    assert (alone.call_count, ["problema" in each for each in said]) == (1, [True] * len(LINES))
    assert taken(talk, *(sms("dos", f"n{line}", line) for line in LINES)) == ["0 dos"] * len(LINES)
    records.close()


def test_a_row_that_cannot_be_sent_takes_no_other_with_it(
    postgresql: str, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    records = Database(postgresql)
    talk = talking(records, redis, Half())
    said = taken(talk, *(sms("HALF" if line == LINES[1] else "uno", f"m{line}", line) for line in LINES))
    assert "turn failed: UnicodeEncodeError" in caplog.text
    assert ["problema" in each for each in said] == [line == LINES[1] for line in LINES]
    assert [key for key in redis.scan_iter() if key.endswith(b":lock")] == []
    records.close()
