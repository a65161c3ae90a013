"""A small institution in memory: the facts of one line, and the effects of its turns carried out on them."""

from __future__ import annotations

import hmac
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from flows.records import effects as done
from flows.records.credit import Benefit, Certificate, Credit, DiscountOrder, Movement, PaymentChoice, PaymentReference
from flows.records.effects import Effect
from flows.records.papers import Issued
from flows.records.people import Account, Code, CodePurpose, Line, Question, Secrets, Worker
from flows.records.procedures import Application, Appointment, Prequalification, Procedure
from flows.records.proofs import Proof, ProofsGiven
from flows.records.savings import Contribution, Employment, Savings
from flows.records.service import USUAL, Alerts, AskedNotice, Case, Right, RightKind, SentMessage
from models.tallies.guesses import MOST_A_DAY
from simulator.carrying import carry

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
LORENA = Worker("39089002156", "PUFL900215MJCRCR04", "PUFL900215KJ8", "LORENA", "PRUEBA", "FICTICIA")
SAVINGS = Savings(Decimal("0.00"), Decimal("1520.33"), Decimal("84211.07"), date(2026, 10, 31))
CREDIT = Credit(
    "1234567890",
    "vigente",
    "ROA",
    "MXN",
    Decimal("412350.10"),
    Decimal("3850.00"),
    Decimal("0.00"),
    Decimal("405000.00"),
    date(2026, 12, 17),
    date(2026, 10, 31),
)


class Dice:
    """Chance that repeats itself."""

    def __init__(self, seed: int = 1) -> None:
        self._random = random.Random(seed)  # noqa: S311 - it must repeat itself, and protects nothing

    def digits(self, count: int) -> str:
        """Digits of the seed."""
        return "".join(self._random.choice("0123456789") for _ in range(count))

    def folio(self) -> str:
        """A folio of the seed."""
        return self.key(6)

    def key(self, length: int) -> str:
        """Letters of the seed."""
        return "".join(self._random.choice("ACDEFGHJKMNPQRTUVWXY34679") for _ in range(length))

    def pick(self, keys: tuple[str, ...], count: int) -> tuple[str, ...]:
        """The first ones, so that tests can be read."""
        return keys[:count]


@dataclass
class World:
    """Facts and what has been done to them. Secrets are 'sealed' by a prefix, at no cost."""

    workers: list[Worker] = field(default_factory=lambda: [LORENA])
    account: Account | None = None
    sealed: Secrets = field(default_factory=lambda: Secrets("", ()))
    savings_row: Savings | None = SAVINGS
    contribution_rows: list[Contribution] = field(default_factory=list)
    credit_rows: list[Credit] = field(default_factory=lambda: [CREDIT])
    movement_rows: list[Movement] = field(default_factory=list)
    prequalification_row: Prequalification | None = None
    application_rows: list[Application] = field(default_factory=list)
    procedure_rows: list[Procedure] = field(default_factory=list)
    order_rows: list[DiscountOrder] = field(default_factory=list)
    certificate_rows: list[Certificate] = field(default_factory=list)
    benefit_rows: list[Benefit] = field(default_factory=list)
    employment_rows: list[Employment] = field(default_factory=list)
    asked_rows: list[AskedNotice] = field(default_factory=list)
    appointment_rows: list[Appointment] = field(default_factory=list)
    taken: bool = False
    pending_elsewhere: bool = False
    language: str | None = None
    opted_out: bool = False
    mismatches: int = 0
    blocked_until: datetime | None = None
    alerts: Alerts = field(default_factory=lambda: Alerts(USUAL))
    codes: dict[CodePurpose, Code] = field(default_factory=dict)
    sent_codes: list[done.SendCode] = field(default_factory=list)
    sent_at: list[datetime] = field(default_factory=list)
    references: list[PaymentReference] = field(default_factory=list)
    case: Case | None = None
    seen: datetime | None = None
    papers: dict[str, Issued] = field(default_factory=dict)
    proofs: dict[str, Proof] = field(default_factory=dict)
    proofs_today: int = 0
    missed_proofs: list[str] = field(default_factory=list)
    rights: dict[RightKind, Right] = field(default_factory=dict)
    left: Account | None = None
    number: str = "+525512345678"
    now: datetime = NOW
    log: list[Effect] = field(default_factory=list)

    def line(self) -> Line:
        """The line."""
        return Line(self.language, self.opted_out, self.mismatches, self.blocked_until, self.account)

    def secrets(self) -> Secrets | None:
        """As they were given."""
        return self.sealed if self.account else None

    def match(self, nss: str, curp: str, rfc: str) -> Worker | None:
        """All three or none."""
        return next((w for w in self.workers if (w.nss, w.curp, w.rfc) == (nss, curp, rfc)), None)

    def nss_taken(self, nss: str) -> bool:
        """As told."""
        return self.taken

    def nss_pending(self, nss: str) -> bool:
        """As told."""
        return self.pending_elsewhere

    def line_taken(self, line: str) -> bool:
        """As told."""
        return self.taken

    def worker(self, nss: str) -> Worker | None:
        """By NSS."""
        return next((w for w in self.workers if w.nss == nss), None)

    def savings(self, nss: str) -> Savings | None:
        """The row."""
        return self.savings_row

    def contributions(self, nss: str, most: int) -> list[Contribution]:
        """The rows."""
        return self.contribution_rows[:most]

    def credits(self, nss: str) -> list[Credit]:
        """The rows."""
        return self.credit_rows

    def benefits(self, credit_number: str, most: int) -> list[Benefit]:
        """The rows of that credit, the newest first."""
        found = [one for one in self.benefit_rows if one.credit_number == credit_number]
        return sorted(found, key=lambda one: (one.on, one.folio), reverse=True)[:most]

    def employments(self, nss: str, most: int) -> list[Employment]:
        """The rows."""
        return self.employment_rows[:most]

    def appointments(self, nss: str, most: int) -> list[Appointment]:
        """The rows."""
        return self.appointment_rows[:most]

    def owes(self, nss: str) -> bool:
        """As the rows have it."""
        return any(credit.state != "liquidado" for credit in self.credit_rows)

    def movements(self, credit_number: str, most: int) -> list[Movement]:
        """The rows."""
        return self.movement_rows[:most]

    def prequalification(self, nss: str) -> Prequalification | None:
        """The row."""
        return self.prequalification_row

    def applications(self, nss: str, most: int) -> list[Application]:
        """The rows."""
        return self.application_rows[:most]

    def procedures(self, nss: str, most: int) -> list[Procedure]:
        """The rows."""
        return self.procedure_rows[:most]

    def orders(self, nss: str, most: int) -> list[DiscountOrder]:
        """The rows."""
        return self.order_rows[:most]

    def certificates(self, credit_number: str, most: int) -> list[Certificate]:
        """The rows."""
        return self.certificate_rows[:most]

    def as_seen(self) -> datetime | None:
        """As told."""
        return self.seen

    def reference(self, credit_number: str, choice: PaymentChoice, amount: Decimal) -> PaymentReference | None:
        """One that was given and can still be paid."""
        for given in self.references:
            same = (given.credit_number, given.choice, given.amount) == (credit_number, choice, amount)
            if same and given.expires_on >= self.now.date():
                return given
        return None

    def given(self, credit_number: str) -> PaymentReference | None:
        """The newest."""
        return next((one for one in reversed(self.references) if one.credit_number == credit_number), None)

    def code(self, purpose: CodePurpose) -> Code | None:
        """The live code."""
        code = self.codes.get(purpose)
        return code if code and code.expires_at > self.now else None

    def codes_sent(self, purpose: CodePurpose, to: str | None = None) -> int:
        """Within the last day: of the purpose, or of any to one recipient, whichever are more."""
        since = self.now - timedelta(days=1)
        sent = [code for code, at in zip(self.sent_codes, self.sent_at, strict=True) if at > since]
        same = sum(code.to == to and (to is not None or code.by == "sms") for code in sent)
        return max(same, sum(code.purpose == purpose for code in sent))

    def sent(self, folio: str | None) -> SentMessage | None:
        """None was."""
        return None

    def asked(self, folio: str | None) -> AskedNotice | None:
        """The newest last; those of an account that has left the line, as long as it is settling."""
        left = self.left_account() or ""
        fits = [one for one in self.asked_rows if one.folio == folio or (folio is None and not one.answer)]
        return replace(fits[-1], left=left) if fits and (self.account or left) else None

    def issued(self, code: str) -> Issued | None:
        """The paper."""
        return self.papers.get(code)

    def papers_issued(self) -> int:
        """All of them."""
        return len(self.papers)

    def proof(self, folio: str) -> Proof | None:
        """One that was given and not taken back."""
        found = self.proofs.get(folio)
        return replace(found, closed=self.missed_proofs.count(folio) >= MOST_A_DAY) if found else None

    def proof_closed(self) -> bool:
        """By all tries."""
        return len(self.missed_proofs) >= MOST_A_DAY

    def proofs_given(self) -> ProofsGiven:
        """As if all were of today."""
        return ProofsGiven(len(self.proofs), self.proofs_today)

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """Signed with a key that everybody knows."""
        return (hmac.digest(b"practice", text.encode(), "sha256"),)

    def open_case(self) -> Case | None:
        """The case."""
        return self.case

    def right(self, nss: str, kind: RightKind) -> Right | None:
        """As asked."""
        return self.rights.get(kind)

    def left_account(self) -> str | None:
        """The account that `SetLine` took away, until its new line has settled."""
        left = self.left
        return left.nss if left and left.settled_at and left.settled_at > self.now else None

    def questions_of(self, nss: str) -> tuple[Question, ...]:
        """Of the account that is on another line."""
        return self.sealed.questions if self.left and self.left.nss == nss else ()

    def notices(self) -> Alerts:
        """As set; none while the line has opted out."""
        return Alerts() if self.opted_out else self.alerts

    def seal(self, secret: str) -> str:
        """Not a hash, but recognisable in a test."""
        return f"sealed:{hash(secret)}"

    def matches(self, sealed: str, secret: str) -> bool:
        """As sealed."""
        return sealed == self.seal(secret)

    def apply(self, effects: tuple[Effect, ...]) -> None:
        """Carry effects out."""
        for effect in effects:
            self.log.append(effect)
            carry(self, effect)
