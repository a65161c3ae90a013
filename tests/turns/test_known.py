"""What a turn knew of the line goes along with the dialog: never older than what SQL has, and read only when needed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from redis import Redis
from sqlalchemy import text

from flows.turn.turned import Turned
from models import facts
from models.database import Database
from tests.turns.turn_kit import CLOCK, LINE, Parrot, sms, talking


class Records:
    """A database that others write to as well."""

    def __init__(self, url: str) -> None:
        self.database = Database(url)

    def miss(self, often: int) -> None:
        """Somebody else counts misses of the line."""
        with self.database.transaction() as connection:
            changed = connection.execute(
                text("UPDATE line SET mismatches = :often WHERE number = :line"), {"often": often, "line": LINE}
            )
            if not changed.rowcount:
                connection.execute(
                    text("INSERT INTO line (number, mismatches) VALUES (:line, :often)"), {"often": often, "line": LINE}
                )

    def entries(self) -> int:
        """Turns that were taken."""
        with self.database.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM journal")).scalar_one())


@pytest.fixture
def records(database: str) -> Iterator[Records]:
    opened = Records(database)
    yield opened
    opened.database.close()


@pytest.fixture
def postgres(postgresql: str) -> Iterator[Records]:
    opened = Records(postgresql)
    yield opened
    opened.database.close()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Grows with each reading of a line."""
    made: list[int] = []
    rows = facts._LINE.rows
    monkeypatch.setattr(facts._LINE, "rows", lambda *given: made.append(1) or rows(*given))
    return made


def test_what_somebody_else_changed_between_two_messages_is_seen(records: Records, redis: Redis) -> None:
    talk = talking(records.database, redis)
    assert talk.handle(sms("uno", "m1")).text == "0 uno"
    records.miss(3)
    assert talk.handle(sms("dos", "m2")).text == "3 uno dos"
    records.miss(4)
    assert talk.handle(sms("tres", "m3")).text == "4 uno dos tres"
    assert records.entries() == 3


def test_what_the_turn_itself_changed_is_seen_by_the_next(records: Records, redis: Redis) -> None:
    talk = talking(records.database, redis)
    said = [talk.handle(sms(words, words)).text for words in ("uno", "MISS", "dos", "tres")]
    assert said == ["0 uno", "0 uno MISS", "1 uno MISS dos", "1 uno MISS dos tres"]


def test_what_changes_while_a_turn_goes_by_what_it_knew_is_not_lost(postgres: Records, redis: Redis) -> None:
    """The turn is taken anew, and what it wants done is done once."""

    class Interrupted(Parrot):
        misses: tuple[int, ...] = ()

        def turn(self, *given: object, **more: object) -> Turned:
            turned = super().turn(*given, **more)
            if self.misses:
                postgres.miss(self.misses[0])
                self.misses = self.misses[1:]
            return turned

    engine = Interrupted()
    talk = talking(postgres.database, redis, engine)
    talk.handle(sms("uno", "m1"))
    engine.misses = (5,)
    assert talk.handle(sms("MISS", "m2")).text == "5 uno MISS"
    assert talk.handle(sms("dos", "m3")).text == "6 uno MISS dos"
    assert postgres.entries() == 3


def test_a_line_is_read_once_while_its_worker_goes_on_talking(
    postgres: Records, redis: Redis, reads: list[int]
) -> None:
    talk = talking(postgres.database, redis)
    for number in range(5):
        talk.handle(sms(f"w{number}", f"m{number}"))
    assert len(reads) == 1
    postgres.miss(1)
    talk.handle(sms("otra", "m8"))
    talk.handle(sms("vez", "m9"))
    assert len(reads) == 2


def test_a_line_is_read_anew_when_its_worker_comes_back(postgres: Records, redis: Redis, reads: list[int]) -> None:
    now = CLOCK()
    talk = talking(postgres.database, redis, clock=lambda: now)
    talk.handle(sms("uno", "m1"))
    now += timedelta(minutes=31)
    talk.handle(sms("dos", "m2"))
    assert len(reads) == 2
