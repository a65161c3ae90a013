"""Bimestres without a contribution: between those that there are, and since the newest, while somebody employed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flows.records.savings import Contribution, Employment

LATE = timedelta(days=62)
"""After the end of a bimestre: the 17th by which employers pay, and the 45 days after which it can be complained of."""


def number(period: str) -> int:
    """A bimestre, `2026-5`, by its place since the year 0."""
    year, _, place = period.partition("-")
    return 6 * int(year) + int(place) - 1


def named(place: int) -> str:
    """The bimestre at a place."""
    return f"{place // 6}-{place % 6 + 1}"


def ends(place: int) -> date:
    """Its last day."""
    year, at = divmod(place, 6)
    return date(year + (at == 5), 1 if at == 5 else 2 * at + 3, 1) - timedelta(days=1)


def missing(found: Sequence[Contribution], employments: Sequence[Employment], today: date) -> list[str]:
    """The bimestres without any, the newest first. Of known employments only whole ones count."""
    there = {number(one.period) for one in found}
    if not there:
        return []
    newest = max(there)
    while ends(newest + 1) + LATE < today:
        newest += 1
    gaps = [place for place in range(newest, min(there), -1) if place not in there]
    return [named(place) for place in gaps if not employments or _worked(place, employments)]


def _worked(place: int, employments: Sequence[Employment]) -> bool:
    first, last = ends(place - 1) + timedelta(days=1), ends(place)
    return any(one.began_on <= first and (one.ended_on is None or one.ended_on >= last) for one in employments)
