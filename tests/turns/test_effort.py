"""What one line may take, and hashing for everybody: beyond it a short text says to wait, and nothing is counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from redis import Redis
from sqlalchemy import text

from flows.records.effects import Effect
from flows.records.facts import Facts
from models.database import Database
from tests.turns.turn_kit import HASHER, LINE, Parrot, sms, talking
from turns.conversation import WAIT
from turns.effort import ALL_PURSE, HASH_PURSE, LINE_SECONDS, LINE_SHARE, Effort, Purse, Thrifty, Wait

OTHER = "+525587654321"


class Hands:
    """Clocks that a test turns."""

    def __init__(self) -> None:
        self.wall, self.cpu = 1000.0, 0.0
        self.effort = Effort(lambda: self.wall, lambda: self.cpu)

    def work(self, seconds: float = 0.005) -> bool:
        """Compute for so long."""
        self.cpu += seconds
        return True


def test_a_purse_empties_and_fills_again() -> None:
    purse = Purse(rate=2.0, most=10.0)
    for _ in range(10):
        assert purse.has_any("a", 0.0)
        purse.spend("a", 1.0, 0.0)
    assert not purse.has_any("a", 0.0)
    assert purse.has_any("b", 0.0)
    assert purse.has_any("a", 0.5)
    assert not purse.has_any("a", 0.0)


def test_a_line_has_so_many_hashes_and_then_one_a_second() -> None:
    hands = Hands()
    for _ in range(int(HASH_PURSE)):
        assert hands.effort.hash(LINE, hands.work)
    with pytest.raises(Wait):
        hands.effort.hash(LINE, hands.work)
    assert not hands.effort.admits(LINE)
    assert hands.effort.hash(OTHER, hands.work)
    hands.wall += 3
    assert hands.effort.admits(LINE)
    assert hands.effort.hash(LINE, hands.work)


def test_hashing_for_all_lines_together_leaves_time_for_the_rest() -> None:
    hands = Hands()
    for number in range(int(ALL_PURSE / 0.005) - 1):
        hands.effort.hash(f"+52{number:010d}", hands.work)
    hands.effort.hash(OTHER, lambda: hands.work(0.01))
    with pytest.raises(Wait):
        hands.effort.hash(LINE, hands.work)
    hands.wall += 0.1
    assert hands.effort.hash(LINE, hands.work)


def test_a_line_that_takes_its_share_of_a_process_waits_and_others_do_not() -> None:
    hands = Hands()
    hands.effort.took(LINE, LINE_SECONDS * LINE_SHARE)
    assert not hands.effort.admits(LINE)
    assert hands.effort.admits(OTHER)
    hands.wall += 0.1
    assert hands.effort.admits(LINE)
    assert LINE_SHARE < 0.5


def test_a_purse_forgets_lines_that_owe_nothing() -> None:
    purse = Purse(rate=1.0, most=1.0)
    for number in range(30_000):
        purse.spend(str(number), 0.001, float(number))
    assert len(purse._full_at) < 10_010


class Guesser(Parrot):
    """Tries what it hears as a secret."""

    def wanted(self, answers: tuple[str, ...], facts: Facts, now: datetime) -> Iterator[Effect]:
        """Nothing but the try."""
        facts.matches(HASHER.seal("482913"), answers[0])
        return iter(())


def test_who_guesses_without_end_is_told_to_wait_and_nothing_is_written(records: Database, redis: Redis) -> None:
    hands = Hands()
    talk = talking(records, redis, Guesser(), effort=hands.effort)
    said = [talk.handle(sms(f"{number:06d}", f"m{number}")).text for number in range(40)]
    assert said[int(HASH_PURSE) :] == [WAIT] * 10
    assert WAIT not in said[: int(HASH_PURSE)]
    with records.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM journal")).scalar() == HASH_PURSE
    hands.wall += 60
    assert talk.handle(sms("000039", "m39")).text != WAIT


def test_the_thrifty_hasher_hashes_as_the_other() -> None:
    thrifty = Thrifty(HASHER, Effort(), LINE)
    assert thrifty.matches(thrifty.seal("482913"), "482913")
    assert not thrifty.matches(thrifty.seal("482913"), "482914")
