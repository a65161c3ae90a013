"""What the institution's file says of getting a credit, of other procedures and of appointments. Amounts are pesos."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from flows.records.record import Record


class Prequalification(Record):
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


class Application(Record):
    """A credit application (solicitud) and the stage it has reached."""

    folio: str
    stage: str
    on: date
    note: str


class Procedure(Record):
    """Any other procedure (trámite): where it stands, since when, by when it is promised, and what comes next."""

    folio: str
    kind: str
    state: str
    on: date
    promised_on: date | None
    next_step: str
    note: str


class Appointment(Record):
    """An appointment at an office of the institution's; `at` is its local time, `2026-10-31 09:30`."""

    folio: str
    place: str
    address: str
    at: str
    about: str
    bring: str
