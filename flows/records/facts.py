"""What a dialog may ask of the institution's records, and the shapes it gets back.

The dialogs know records only through the `Facts` protocol; `models` implements it over SQL. Amounts are
`Decimal` pesos, dates are the institution's (Mexico City), moments are aware UTC datetimes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, Protocol

CodePurpose = Literal["activation", "recovery", "line", "email"]
CreditState = Literal["vigente", "vencido", "prorroga", "liquidado"]
PaymentChoice = Literal["mensualidad", "corriente", "liquidar", "otro"]
Topic = Literal["savings", "credit", "application"]
TOPICS: tuple[Topic, ...] = ("savings", "credit", "application")
NEXT_DUE_WITHIN = 5 * 366
"""Days from a credit's own date within which its next payment falls, extensions and all."""
"""What notices may be about; consent is given for each, by channel."""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker (derechohabiente) as the institution's file has them."""

    nss: str
    curp: str
    rfc: str
    names: str
    first_surname: str
    second_surname: str


@dataclass(frozen=True, slots=True)
class Question:
    """A security question by its key in `flows.dialogs.account.questions`, with the hash of the answer."""

    key: str
    answer_hash: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account of Mi Cuenta: one worker, one line."""

    id: int
    nss: str
    status: Literal["pending", "active"]
    first_name: str
    email: str | None
    nip_hash: str
    questions: tuple[Question, ...]
    wrong_nips: int
    wrong_answers: int
    locks: int
    locked_until: datetime | None
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of the telephone line that is talking: `account` is the one bound to it, if any."""

    language: str | None
    opted_out: bool
    mismatches: int
    blocked_until: datetime | None
    account: Account | None


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
class Credit:
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

    @property
    def due_soon(self) -> date | None:
        """The next due day, unless it is one that systems put where there is none, as 9999-12-31."""
        return self.due_on if self.due_on and abs((self.due_on - self.as_of).days) < NEXT_DUE_WITHIN else None


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a credit's statement; a payment is negative."""

    on: date
    concept: str
    amount: Decimal
    balance: Decimal


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
class DiscountOrder:
    """A retention, suspension or modification order sent to an employer."""

    folio: str
    kind: Literal["retencion", "suspension", "modificacion"]
    credit_number: str
    employer: str
    amount: Decimal | None
    reason: str
    on: date
    employer_registry: str = ""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Interest of one fiscal year, for the worker's tax return."""

    credit_number: str
    year: int
    interest_paid: Decimal
    inflation_adjustment: Decimal
    real_interest: Decimal


@dataclass(frozen=True, slots=True)
class PaymentReference:
    """A payable reference that was given out and has not expired."""

    credit_number: str
    choice: PaymentChoice
    line: str
    amount: Decimal
    expires_on: date


@dataclass(frozen=True, slots=True)
class Code:
    """The newest one-time code of an account for a purpose that is unused and unexpired."""

    id: int
    hash: str
    tries_left: int
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A message this service pushed to the line by itself, for `VERIFICA`; `kind` as in the outbox."""

    folio: str
    kind: str
    sent_on: date


@dataclass(frozen=True, slots=True)
class Case:
    """An open case with a call-centre agent."""

    folio: str
    opened_at: datetime
    reason: str = "worker-asked"


@dataclass(frozen=True, slots=True)
class Alerts:
    """The topics that notices tell of by each channel, in the order of `TOPICS`; none: nothing goes out that way."""

    sms: tuple[Topic, ...] = ()
    email: tuple[Topic, ...] = ()


class Facts(Protocol):
    """Read-only questions, bound to the line that is talking. No method writes."""

    def line(self) -> Line:
        """The talking line, with the account bound to it (loaded once a turn)."""

    def match(self, nss: str, curp: str, rfc: str) -> Worker | None:
        """The worker whose three identifiers agree with the record, following an NSS merged into another.

        None, too, for a record that was guessed at often today, so that nobody learns whether a guess was right.
        """

    def nss_taken(self, nss: str) -> bool:
        """Whether an active account on another line already holds this NSS."""

    def nss_pending(self, nss: str) -> bool:
        """Whether another line has begun to open an account for this NSS."""

    def line_taken(self, line: str) -> bool:
        """Whether an active account is bound to this other line (`+52` and ten digits)."""

    def worker(self, nss: str) -> Worker | None:
        """The record of an account's holder."""

    def savings(self, nss: str) -> Savings | None:
        """Savings, or None when the file has no row."""

    def contributions(self, nss: str, most: int) -> list[Contribution]:
        """The newest contributions first."""

    def credits(self, nss: str) -> list[Credit]:
        """Every credit of the worker, live ones first, settled last."""

    def movements(self, credit_number: str, most: int) -> list[Movement]:
        """The newest movements first."""

    def prequalification(self, nss: str) -> Prequalification | None:
        """The newest prequalification."""

    def applications(self, nss: str, most: int) -> list[Application]:
        """The newest applications first."""

    def orders(self, nss: str, most: int) -> list[DiscountOrder]:
        """The newest discount orders first."""

    def certificates(self, credit_number: str, most: int) -> list[Certificate]:
        """The newest fiscal years first."""

    def reference(self, credit_number: str, choice: PaymentChoice, amount: Decimal) -> PaymentReference | None:
        """The reference already given for this choice and amount that is still payable."""

    def code(self, purpose: CodePurpose) -> Code | None:
        """The live one-time code of this line's account."""

    def codes_sent(self, purpose: CodePurpose, to: str | None = None) -> int:
        """What counts against the codes of a day: the most of three, in the last 24 hours.

        Codes of the purpose to this line's account; codes of any to the recipient `to` (None: this line), whoever asked
        for them; accounts opened from this line, since each begins with a code.
        """

    def sent(self, folio: str | None) -> SentMessage | None:
        """A message pushed to this line, by folio; without one, the newest."""

    def open_case(self) -> Case | None:
        """This line's newest open case."""

    def notices(self) -> Alerts:
        """What notices go out for this line's account; none while the line has opted out."""

    def seal(self, secret: str) -> str:
        """A one-way hash of a NIP, code or answer (slow on purpose)."""

    def matches(self, sealed: str, secret: str) -> bool:
        """Whether a secret is the one behind a hash made by `seal`."""


class Chance(Protocol):
    """Randomness, passed in so that a turn can be repeated exactly."""

    def digits(self, count: int) -> str:
        """`count` decimal digits from a cryptographic source."""

    def folio(self) -> str:
        """A short folio without look-alike characters, as `K7M2Q9`."""

    def pick(self, keys: tuple[str, ...], count: int) -> tuple[str, ...]:
        """`count` different members, in random order."""
