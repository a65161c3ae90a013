"""What the board shows of the kept counts: some hundred small rows, whatever has happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, select

from models.rows import DAY_COUNT, HOUR_COUNT


class Hour(NamedTuple):
    """How much came in and went out within an hour."""

    hour: datetime
    came: int
    went: int


@dataclass(frozen=True, slots=True)
class StateCount:
    """How often a question was reached, and how often somebody went on from it."""

    state: str
    reached: int
    went_on: int

    @property
    def gave_up(self) -> int:
        """How often nothing came after it."""
        return max(0, self.reached - self.went_on)


def hours(connection: Connection, now: datetime, many: int = 24) -> Sequence[Hour]:
    """The newest hours, the oldest of them first, those without anything too."""
    last = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    found: dict[tuple[datetime, str], int] = defaultdict(int)
    rows = connection.execute(
        select(HOUR_COUNT.c.hour, HOUR_COUNT.c.kind, func.sum(HOUR_COUNT.c.number))
        .where(HOUR_COUNT.c.hour > last - timedelta(hours=many), HOUR_COUNT.c.kind.in_(("in", "out")))
        .group_by(HOUR_COUNT.c.hour, HOUR_COUNT.c.kind)
    )
    for hour, kind, number in rows:
        found[hour.astimezone(UTC), kind] = int(number)
    each = [last - timedelta(hours=back) for back in reversed(range(many))]
    return [Hour(hour, found[hour, "in"], found[hour, "out"]) for hour in each]


def causes(connection: Connection, since: datetime) -> Sequence[tuple[str, int]]:
    """Why messages did not arrive, the commonest first."""
    return sorted(_sums(connection, HOUR_COUNT, "cause", HOUR_COUNT.c.hour >= since).items(), key=lambda one: -one[1])


def states(connection: Connection, since: date) -> dict[str, StateCount]:
    """Every state that was reached since a day of the institution, by name."""
    reached, went_on = (_sums(connection, DAY_COUNT, kind, DAY_COUNT.c.day >= since) for kind in ("reached", "went_on"))
    return {state: StateCount(state, number, went_on.get(state, 0)) for state, number in reached.items()}


def _sums(connection: Connection, counts: Table, kind: str, since: ColumnElement[bool]) -> dict[str, int]:
    sums = select(counts.c.label, func.sum(counts.c.number)).where(since, counts.c.kind == kind)
    return {label: int(number) for label, number in connection.execute(sums.group_by(counts.c.label))}
