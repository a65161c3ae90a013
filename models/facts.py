"""The facts of `flows.facts` over SQL: prebuilt selects of just the columns a dialog needs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from sqlalchemy import Connection, Table, bindparam, case, func, or_, select

from config.hashing import Hasher
from flows.facts import (
    Account,
    Application,
    Case,
    Certificate,
    Code,
    CodePurpose,
    Contribution,
    Credit,
    DiscountOrder,
    Line,
    Movement,
    PaymentChoice,
    PaymentReference,
    Prequalification,
    Question,
    Savings,
    SentMessage,
    Worker,
)
from flows.turn import INSTITUTION_TIME
from models.tables import accounts, institution
from models.tables.outbox import OutboundMessage


def _table(model: type) -> Table:
    return model.__table__  # type: ignore[attr-defined, no-any-return]  # SQLModel tables have one


_account = _table(accounts.Account).c
_line = _table(accounts.TalkingLine).c
_question = _table(accounts.SecurityQuestion).c
_code = _table(accounts.OneTimeCode).c
_case = _table(accounts.Case).c
_reference = _table(accounts.GivenReference).c
_worker = _table(institution.WorkerRow).c
_savings = _table(institution.SavingsRow).c
_contribution = _table(institution.ContributionRow).c
_credit = _table(institution.CreditRow).c
_movement = _table(institution.MovementRow).c
_prequalification = _table(institution.PrequalificationRow).c
_application = _table(institution.ApplicationRow).c
_order = _table(institution.DiscountOrderRow).c
_certificate = _table(institution.CertificateRow).c
_message = _table(OutboundMessage).c

_number = select(bindparam("number").label("number")).subquery("talking")
_LINE = select(
    _line.language,
    _line.opted_out_at,
    _line.mismatches,
    _line.blocked_until,
    _account.id,
    _account.nss,
    _account.status,
    _account.first_name,
    _account.email,
    _account.nip_hash,
    _account.wrong_nips,
    _account.wrong_answers,
    _account.locks,
    _account.locked_until,
    _account.birth_date,
    _question.key,
    _question.answer_hash,
    _account.sms_alerts,
    _account.email_alerts,
).select_from(
    _number.outerjoin(_table(accounts.TalkingLine), _line.number == _number.c.number)
    .outerjoin(_table(accounts.Account), _account.line == _number.c.number)
    .outerjoin(_table(accounts.SecurityQuestion), _question.account_id == _account.id)
)
_identity = (_worker.nss, _worker.curp, _worker.rfc, _worker.names, _worker.first_surname, _worker.second_surname)
_WORKER = select(*_identity, _worker.merged_into).where(_worker.nss == bindparam("nss"))
_TAKEN = select(_account.id).where(
    _account.nss == bindparam("nss"), _account.line != bindparam("number"), _account.status == accounts.ACTIVE
)
_LINE_TAKEN = select(_account.id).where(_account.line == bindparam("number"), _account.status == accounts.ACTIVE)
_SAVINGS = select(_savings.fund_72_92, _savings.housing_92, _savings.housing_97, _savings.as_of).where(
    _savings.nss == bindparam("nss")
)
_CONTRIBUTIONS = (
    select(_contribution.folio, _contribution.employer, _contribution.period, _contribution.amount, _contribution.paid_on)
    .where(_contribution.nss == bindparam("nss"))
    .order_by(_contribution.paid_on.desc(), _contribution.folio.desc())
    .limit(bindparam("most"))
)
_CREDITS = (
    select(
        _credit.number,
        _credit.state,
        _credit.regime,
        _credit.currency,
        _credit.balance,
        _credit.monthly_payment,
        _credit.overdue,
        _credit.payoff,
        _credit.due_on,
        _credit.as_of,
    )
    .where(_credit.nss == bindparam("nss"))
    .order_by(case((_credit.state == "liquidado", 1), else_=0), _credit.number)
)
_MOVEMENTS = (
    select(_movement.on, _movement.concept, _movement.amount, _movement.balance)
    .where(_movement.credit_number == bindparam("credit"))
    .order_by(_movement.on.desc(), _movement.folio.desc())
    .limit(bindparam("most"))
)
_PREQUALIFICATION = select(
    _prequalification.points,
    _prequalification.points_needed,
    _prequalification.max_amount,
    _prequalification.monthly_discount,
    _prequalification.rate,
    _prequalification.as_of,
).where(_prequalification.nss == bindparam("nss"))
_APPLICATIONS = (
    select(_application.folio, _application.stage, _application.on, _application.note)
    .where(_application.nss == bindparam("nss"))
    .order_by(_application.on.desc(), _application.folio.desc())
    .limit(bindparam("most"))
)
_ORDERS = (
    select(_order.folio, _order.kind, _order.credit_number, _order.employer, _order.amount, _order.reason, _order.on)
    .where(_order.nss == bindparam("nss"))
    .order_by(_order.on.desc(), _order.folio.desc())
    .limit(bindparam("most"))
)
_CERTIFICATES = (
    select(
        _certificate.credit_number,
        _certificate.year,
        _certificate.interest_paid,
        _certificate.inflation_adjustment,
        _certificate.real_interest,
    )
    .where(_certificate.credit_number == bindparam("credit"))
    .order_by(_certificate.year.desc())
    .limit(bindparam("most"))
)
_REFERENCE = (
    select(_reference.credit_number, _reference.choice, _reference.line, _reference.centavos, _reference.expires_on)
    .where(
        _reference.credit_number == bindparam("credit"),
        _reference.choice == bindparam("choice"),
        _reference.centavos == bindparam("centavos"),
        _reference.expires_on >= bindparam("today"),
    )
    .order_by(_reference.id.desc())
    .limit(1)
)
_of_line = _code.account_id.in_(select(_account.id).where(_account.line == bindparam("number")))
_CODE = (
    select(_code.id, _code.hash, _code.tries_left, _code.expires_at)
    .where(_of_line, _code.purpose == bindparam("purpose"), _code.spent_at.is_(None), _code.expires_at > bindparam("now"))
    .order_by(_code.created_at.desc(), _code.id.desc())
    .limit(1)
)
_CODES_SENT = select(func.count()).where(
    _of_line, _code.purpose == bindparam("purpose"), _code.created_at > bindparam("since")
)
_SENT = (
    select(_message.folio, _message.kind, _message.sent_at)
    .where(
        _message.recipient == bindparam("number"),
        _message.folio.is_not(None),
        _message.sent_at.is_not(None),
        or_(bindparam("folio").is_(None), _message.folio == bindparam("folio")),
    )
    .order_by(_message.sent_at.desc())
    .limit(1)
)
_OPEN_CASE = (
    select(_case.folio, _case.opened_at)
    .where(_case.line == bindparam("number"), _case.closed_at.is_(None))
    .order_by(_case.opened_at.desc())
    .limit(1)
)


class SqlFacts:
    """Facts for one turn of one line. `now` is asked when a fact depends on the moment."""

    def __init__(self, connection: Connection, line: str, hasher: Hasher, now: Callable[[], datetime]) -> None:
        self._connection = connection
        self._number = line
        self._hasher = hasher
        self._now = now

    @cached_property
    def _talking(self) -> tuple[Line, tuple[bool, bool]]:
        rows = self._connection.execute(_LINE, {"number": self._number}).all()
        first = rows[0]
        account = None
        if first[4] is not None:
            questions = tuple(Question(row[15], row[16]) for row in rows if row[15] is not None)
            account = Account(*first[4:10], questions, *first[10:15])
        line = Line(first[0], first[1] is not None, first[2] or 0, first[3], account)
        return line, (bool(first[17]), bool(first[18]))

    def line(self) -> Line:
        """The talking line, with its account."""
        return self._talking[0]

    def notices(self) -> tuple[bool, bool]:
        """Whether notices go out by (SMS, e-mail)."""
        return (False, False) if self.line().opted_out else self._talking[1]

    def match(self, nss: str, curp: str, rfc: str) -> Worker | None:
        """The worker of all three, under the NSS that is used now."""
        found = self._connection.execute(_WORKER, {"nss": nss}).first()
        if found is None or (found[1], found[2]) != (curp, rfc):
            return None
        return self.worker(nss)

    def worker(self, nss: str) -> Worker | None:
        """The record of an NSS, or of the one it was merged into."""
        for _ in range(4):
            found = self._connection.execute(_WORKER, {"nss": nss}).first()
            if found is None:
                return None
            if found[6] is None:
                return Worker(*found[:6])
            nss = found[6]
        return None

    def nss_taken(self, nss: str) -> bool:
        """Whether an active account on another line holds it."""
        return self._connection.execute(_TAKEN, {"nss": nss, "number": self._number}).first() is not None

    def line_taken(self, line: str) -> bool:
        """Whether an active account is bound to that line."""
        return self._connection.execute(_LINE_TAKEN, {"number": line}).first() is not None

    def savings(self, nss: str) -> Savings | None:
        """The three pots."""
        found = self._connection.execute(_SAVINGS, {"nss": nss}).first()
        return Savings(*found) if found else None

    def contributions(self, nss: str, most: int) -> list[Contribution]:
        """The newest first."""
        return [Contribution(*row) for row in self._connection.execute(_CONTRIBUTIONS, {"nss": nss, "most": most})]

    def credits(self, nss: str) -> list[Credit]:
        """Settled ones last."""
        return [Credit(*row) for row in self._connection.execute(_CREDITS, {"nss": nss})]

    def movements(self, credit_number: str, most: int) -> list[Movement]:
        """The newest first."""
        return [Movement(*row) for row in self._connection.execute(_MOVEMENTS, {"credit": credit_number, "most": most})]

    def prequalification(self, nss: str) -> Prequalification | None:
        """The institution's own computation."""
        found = self._connection.execute(_PREQUALIFICATION, {"nss": nss}).first()
        return Prequalification(*found) if found else None

    def applications(self, nss: str, most: int) -> list[Application]:
        """The newest first."""
        return [Application(*row) for row in self._connection.execute(_APPLICATIONS, {"nss": nss, "most": most})]

    def orders(self, nss: str, most: int) -> list[DiscountOrder]:
        """The newest first."""
        return [DiscountOrder(*row) for row in self._connection.execute(_ORDERS, {"nss": nss, "most": most})]

    def certificates(self, credit_number: str, most: int) -> list[Certificate]:
        """The newest fiscal year first."""
        values = {"credit": credit_number, "most": most}
        return [Certificate(*row) for row in self._connection.execute(_CERTIFICATES, values)]

    def reference(self, credit_number: str, choice: PaymentChoice, amount: Decimal) -> PaymentReference | None:
        """A reference given before that can still be paid."""
        today = self._now().astimezone(INSTITUTION_TIME).date()
        values = {"credit": credit_number, "choice": choice, "centavos": int(amount.scaleb(2)), "today": today}
        found = self._connection.execute(_REFERENCE, values).first()
        if found is None:
            return None
        return PaymentReference(found[0], found[1], found[2], Decimal(found[3]).scaleb(-2), found[4])

    def code(self, purpose: CodePurpose) -> Code | None:
        """The newest code that is unspent and unexpired."""
        values = {"number": self._number, "purpose": purpose, "now": self._now()}
        found = self._connection.execute(_CODE, values).first()
        return Code(*found) if found else None

    def codes_sent(self, purpose: CodePurpose) -> int:
        """Within the last day."""
        values = {"number": self._number, "purpose": purpose, "since": self._now() - timedelta(days=1)}
        return int(self._connection.execute(_CODES_SENT, values).scalar_one())

    def sent(self, folio: str | None) -> SentMessage | None:
        """A notice that reached the provider."""
        found = self._connection.execute(_SENT, {"number": self._number, "folio": folio}).first()
        return SentMessage(found[0], found[1], found[2].astimezone(INSTITUTION_TIME).date()) if found else None

    def open_case(self) -> Case | None:
        """The case that waits for an agent."""
        found = self._connection.execute(_OPEN_CASE, {"number": self._number}).first()
        return Case(*found) if found else None

    def seal(self, secret: str) -> str:
        """A slow one-way hash."""
        return self._hasher.seal(secret)

    def matches(self, sealed: str, secret: str) -> bool:
        """Whether it is the secret behind the hash."""
        return self._hasher.matches(sealed, secret)
