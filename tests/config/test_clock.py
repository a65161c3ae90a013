"""One clock, which demos and tests may move and nothing else asks the system."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, timedelta

import pytest

from config.clock import MEXICO, Clock


def test_it_stands_still_where_it_was_told_to() -> None:
    clock = Clock.told("2026-11-23T10:00-06:00")
    assert clock() == clock.now() == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)


def test_a_day_makes_today_that_day_and_time_runs_on() -> None:
    clock = Clock.told("2025-01-31")
    assert clock.today() == date(2025, 1, 31)
    first = clock.now()
    time.sleep(0.002)  # a clock may stand for a microsecond
    assert clock.now() > first


@pytest.mark.parametrize(
    ("told", "moved"), [("+36h", 36 * 60), ("-2d", -2 * 24 * 60), ("+90m", 90), (None, 0), ("", 0)]
)
def test_a_shift_moves_the_real_time(told: str | None, moved: int) -> None:
    away = Clock.told(told).now() - datetime.now(UTC)
    assert abs(away - timedelta(minutes=moved)) < timedelta(seconds=60)


def test_the_institutions_day_is_mexico_citys() -> None:
    """At one in the morning in UTC it is still yesterday there."""
    assert Clock.told("2026-11-24T01:00+00:00").today() == date(2026, 11, 23)


def test_a_test_lets_time_pass() -> None:
    clock = Clock.told("2026-11-23T10:00-06:00")
    clock.move(timedelta(minutes=10))
    assert clock.now().astimezone(MEXICO).isoformat() == "2026-11-23T10:10:00-06:00"


@pytest.mark.parametrize("told", ["tomorrow", "2026-13-01", "2026-11-23T10:00", "+5", "36h", "+5w"])
def test_anything_else_is_refused(told: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        Clock.told(told)
