"""What the institution's file says of a worker's savings and work. Amounts are pesos."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flows.records.record import Record


class Savings(Record):
    """The three pots of a worker's savings, as of a date."""

    fund_72_92: Decimal
    housing_92: Decimal
    housing_97: Decimal
    as_of: date

    @property
    def total(self) -> Decimal:
        """All three together."""
        return self.fund_72_92 + self.housing_92 + self.housing_97


class Contribution(Record):
    """One contribution (aportación) of an employer; `period` is the bimestre, as `2026-5`."""

    folio: str
    employer: str
    period: str
    amount: Decimal
    paid_on: date


class Employment(Record):
    """Work for one employer (relación laboral); `ended_on` is None while it lasts."""

    employer: str
    employer_registry: str
    began_on: date
    ended_on: date | None = None
    daily_wage: Decimal | None = None
