"""Which contributions stand: the files keep what was corrected, as rows of zero and rows that undo others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Protocol, TypeVar


class Paid(Protocol):
    """A contribution, whatever else is known of it."""

    @property
    def period(self) -> str:
        """The two-month period it is for."""

    @property
    def amount(self) -> Decimal:
        """Negative when it undoes another."""

    @property
    def paid_on(self) -> date:
        """When."""


PaidRow = TypeVar("PaidRow", bound=Paid)


def standing(rows: Sequence[PaidRow]) -> list[PaidRow]:
    """Those of a worker's rows that are money received, in the order given.

    A negative row undoes the newest one of its period and amount from before it, else the newest at all. Of a period
    that comes to nothing, nothing stands.
    """
    if all(row.amount > 0 for row in rows):
        return list(rows)
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in rows:
        totals[row.period] += row.amount
    left = [row for row in rows if row.amount > 0 and totals[row.period] > 0]
    for undo in sorted((row for row in rows if row.amount < 0), key=lambda row: row.paid_on):
        same = [row for row in left if row.period == undo.period and row.amount == -undo.amount]
        if same:
            left.remove(max(same, key=lambda row: (row.paid_on < undo.paid_on, row.paid_on)))
    return left
