"""Whether a worker's contributions for a period come to anything, zeros and corrections taken together."""

from __future__ import annotations

from decimal import Decimal

from sqlalchemy import ColumnElement, func, select

from models.columns import table
from models.tables.institution import ContributionRow

NOTHING = Decimal(0)


def received(period: ColumnElement[str] | str, nss: ColumnElement[str]) -> ColumnElement[bool]:
    """More than nothing has come: files correct by a second row of the opposite sign and keep the first."""
    of = table(ContributionRow).alias("of_period").c
    total = select(func.coalesce(func.sum(of.amount), NOTHING)).where(of.nss == nss, of.period == period)
    return total.scalar_subquery() > NOTHING
