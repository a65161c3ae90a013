"""What the institution's file says of a worker's savings and of getting a credit. Amounts are pesos."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Savings:
    """The three pots of a worker's savings, as of a date."""

    fund_72_92: Decimal
    housing_92: Decimal
    housing_97: Decimal
    as_of: date

    @property
    def total(self) -> Decimal:
        """All three together."""
        return self.fund_72_92 + self.housing_92 + self.housing_97


@dataclass(frozen=True, slots=True)
class Contribution:
    """One contribution (aportación) of an employer; `period` is the bimestre, as `2026-5`."""

    folio: str
    employer: str
    period: str
    amount: Decimal
    paid_on: date


@dataclass(frozen=True, slots=True)
class Prequalification:
    """Points, amounts and verdict of the institution's own computation; never recomputed here.

    `qualifies` is the file's own verdict, None where it gives none; `model` names how the points were counted.
    """

    points: int
    points_needed: int
    max_amount: Decimal
    monthly_discount: Decimal
    rate: Decimal
    as_of: date
    model: str = ""
    qualifies: bool | None = None
    product: str = ""
    months: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """A credit application (solicitud) and the stage it has reached."""

    folio: str
    stage: str
    on: date
    note: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """Any other procedure (trámite): where it stands, since when, by when it is promised, and what comes next."""

    folio: str
    kind: str
    state: str
    on: date
    promised_on: date | None
    next_step: str
    note: str


@dataclass(frozen=True, slots=True)
class Employment:
    """Work for one employer (relación laboral); `ended_on` is None while it lasts."""

    employer: str
    employer_registry: str
    began_on: date
    ended_on: date | None = None
    daily_wage: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Appointment:
    """An appointment at an office of the institution's; `at` is its local time, `2026-10-31 09:30`."""

    folio: str
    place: str
    address: str
    at: str
    about: str
    bring: str
