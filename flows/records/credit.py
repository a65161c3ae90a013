"""What the institution's file says of a credit. Amounts are pesos, dates the institution's."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from flows.records.record import Record

CreditState = Literal["vigente", "vencido", "prorroga", "liquidado"]
PaymentChoice = Literal["mensualidad", "corriente", "liquidar", "fondo", "mitad", "otro"]
NEXT_DUE_WITHIN = 5 * 366
"""Days from a credit's own date within which its next payment falls, extensions and all."""


class Credit(Record):
    """A mortgage credit; `regime` is ROA (payroll) or REA (pays alone), `currency` MXN, UMI or VSM."""

    number: str
    state: CreditState
    regime: Literal["ROA", "REA"]
    currency: Literal["MXN", "UMI", "VSM"]
    balance: Decimal
    monthly_payment: Decimal
    overdue: Decimal
    payoff: Decimal
    due_on: date | None
    as_of: date
    rate: Decimal | None = None
    began_on: date | None = None
    ends_on: date | None = None
    insurance: Decimal | None = None
    employer_share: Decimal | None = None

    @property
    def due_soon(self) -> date | None:
        """The next due day, unless it is one that systems put where there is none, as 9999-12-31."""
        return self.due_on if self.due_on and abs((self.due_on - self.as_of).days) < NEXT_DUE_WITHIN else None


class Movement(Record):
    """One line of a credit's statement; a payment is negative."""

    on: date
    concept: str
    amount: Decimal
    balance: Decimal


BenefitKind = Literal[
    "reestructura", "liquidacion_mitad", "prorroga", "fondo_pagos", "saldo_a_favor", "carta_cancelacion"
]


DONE = ("pagad", "devuel", "entregad", "inscri", "conclui", "terminad", "liberad")
"""In the `estado` of a benefit, in small letters: nothing is left to do for it."""


class Benefit(Record):
    """What a borrower is given or owed, as the institution's file has it.

    A restructuring (`before`, `after`), paying off at half (`amount`), months without payment (`months_used`,
    `months_left`), the worker's part where the payment fund pays the rest (`amount`), an overpayment (`amount`), the
    letter that cancels the mortgage. `until` is the last day it can be used; `state` is told as the file says it.
    """

    folio: str
    credit_number: str
    kind: BenefitKind
    on: date
    amount: Decimal | None = None
    before: Decimal | None = None
    after: Decimal | None = None
    until: date | None = None
    months_used: int | None = None
    months_left: int | None = None
    state: str = ""

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return any(word in self.state.lower() for word in DONE)


class DiscountOrder(Record):
    """A retention, suspension or modification order sent to an employer."""

    folio: str
    kind: Literal["retencion", "suspension", "modificacion"]
    credit_number: str
    employer: str
    amount: Decimal | None
    reason: str
    on: date
    employer_registry: str = ""


class Certificate(Record):
    """Interest of one fiscal year, for the worker's tax return."""

    credit_number: str
    year: int
    interest_paid: Decimal
    inflation_adjustment: Decimal
    real_interest: Decimal


class PaymentReference(Record):
    """A payable reference that was given out; `given_on` is the institution's day."""

    credit_number: str
    choice: PaymentChoice
    line: str
    amount: Decimal
    expires_on: date
    given_on: date | None = None
