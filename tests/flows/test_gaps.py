"""Which bimestres lack a contribution."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from flows.dialogs.savings.gaps import ends, missing, named, number
from flows.records.savings import Contribution, Employment


def _paid(*periods: str) -> list[Contribution]:
    return [Contribution(f"A{period}", "X", period, Decimal(1), date(2026, 1, 1)) for period in periods]


@pytest.mark.parametrize("period", ["2025-6", "2026-1", "2026-3"])
def test_a_bimestre_has_a_place(period: str) -> None:
    assert named(number(period)) == period


def test_a_bimestre_ends_with_its_second_month() -> None:
    assert [ends(number(period)) for period in ("2026-1", "2025-6")] == [date(2026, 2, 28), date(2025, 12, 31)]


@pytest.mark.parametrize(
    ("today", "gaps"),
    [
        (date(2026, 11, 1), ["2026-3"]),
        (date(2026, 11, 2), ["2026-5", "2026-3"][1:]),
        (date(2027, 1, 2), ["2026-5", "2026-3"]),
    ],
)
def test_the_last_ones_count_once_they_are_late(today: date, gaps: list[str]) -> None:
    """By the 17th an employer pays, and 45 days later it can be complained of."""
    assert missing(_paid("2026-4", "2026-2"), [], today) == gaps


def test_only_what_was_worked_in_whole_is_missing() -> None:
    """Nobody pays for months without work; a bimestre that began in the middle may be in the next one's row."""
    work = [Employment("X", "Y1", date(2026, 1, 1), date(2026, 6, 30)), Employment("Z", "Y2", date(2026, 7, 2))]
    assert missing(_paid("2026-5", "2026-1"), work, date(2026, 11, 1)) == ["2026-3", "2026-2"]
    assert missing([], work, date(2026, 11, 1)) == []
