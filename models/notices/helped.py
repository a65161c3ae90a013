"""Whether notices help: how often what they are for came about, among those told and those held out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from math import sqrt
from typing import Protocol

from sqlalchemy import ColumnElement, Connection, case, func, select

from models.columns import columns
from models.tables.notices import EXPIRED, HELD_OUT, QUEUED, WITHDRAWN, Notice

_notice = columns(Notice)
SURE = 1.96
"""Standard errors to either side that hold 95 of 100."""
MEANT = (QUEUED, WITHDRAWN, EXPIRED)
"""Of those to be told: also who got what it is for before the message could leave, as those held out may."""


class Measurable(Protocol):
    """What is asked of a kind; see `notices.kinds.kind`."""

    @property
    def name(self) -> str:
        """Of the kind."""

    @property
    def helped(self) -> ColumnElement[bool] | None:
        """Of a notice's row: whether what it is for has come about."""


@dataclass(frozen=True, slots=True)
class Side:
    """Workers told, or held out, and for how many of them it came about."""

    of: int = 0
    came: int = 0

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.came / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """A kind, and both sides of it."""

    kind: str
    told: Side
    held: Side

    @property
    def difference(self) -> float:
        """By how much more often it came about among those who were told."""
        return self.told.share - self.held.share

    @property
    def error(self) -> float:
        """Half the width of the interval in which the difference lies with 95 of 100; 1 where one side is empty."""
        sides = self.told, self.held
        if not all(side.of for side in sides):
            return 1.0
        return SURE * sqrt(sum(side.share * (1 - side.share) / side.of for side in sides))


def measured(connection: Connection, kinds: Iterable[Measurable], before: datetime) -> Iterator[Measured]:
    """Each kind that can be measured, of notices planned before a moment, so that there was time to act on them."""
    for kind in kinds:
        if kind.helped is None:
            continue
        held = case((_notice.status == HELD_OUT, 1), else_=0)
        rows = connection.execute(
            select(held, func.count(), func.count().filter(kind.helped))
            .where(
                _notice.kind == kind.name,
                _notice.status.in_((*MEANT, HELD_OUT)),
                _notice.planned_at <= int(before.timestamp()),
            )
            .group_by(held)
        )
        sides = {side: Side(of, came) for side, of, came in rows}
        yield Measured(kind.name, sides.get(0, Side()), sides.get(1, Side()))
