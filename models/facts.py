"""The facts of `flows.records.facts`: those of the line and its account over SQL, beside the institution's records."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from hmac import compare_digest

from sqlalchemy import Connection

from config.hashing import Hashes
from flows.records.credit import PaymentChoice, PaymentReference
from flows.records.papers import FOLIO, Issued
from flows.records.people import Account, Code, CodePurpose, Line, Question, Secrets, Worker
from flows.records.proofs import Proof, ProofsGiven
from flows.records.service import Alerts, AskedNotice, Case, Right, RightKind, SentMessage
from flows.saying.names import first_name
from flows.turn.turn import INSTITUTION_TIME
from models import lines, selects
from models.lines import LineRow
from models.notices.topics import unpacked
from models.quick import Quick
from models.records import SqlRecords
from models.tallies import guesses

_LINE = Quick(lines.LINE)


@dataclass(frozen=True, slots=True)
class Asking:
    """Whose facts a turn asks for, and in which transaction. `now` is asked when a fact depends on the moment.

    `guarded`: a record that was guessed at too often is not matched; a person of the call centre asks for more.
    `known` is the line as a turn before left it (`models.lines.pack`).
    """

    connection: Connection
    line: str
    hasher: Hashes
    now: Callable[[], datetime]
    guarded: bool = True
    known: bytes = b""


class LineFacts(ABC):
    """Facts of one line for one turn.

    `known` is the line as this turn leaves it; when the turn went by what it was told without reading, `relies_on` is
    the version that the line has to have still.
    """

    def __init__(self, asking: Asking) -> None:
        self._connection = asking.connection
        self._number = asking.line
        self._asking = asking
        self.known = asking.known
        self.relies_on: str | None = None

    @cached_property
    def _row(self) -> LineRow:
        if row := lines.unpack(self.known):
            self.relies_on = row.version
            return row
        row = LineRow._make(_LINE.rows(self._connection, {"number": self._number})[0])
        self.known = lines.pack(row)
        return row

    @cached_property
    def _talking(self) -> tuple[Line, Alerts]:
        row = self._row
        account = None
        if row.id is not None:
            account = Account(
                id=row.id,
                nss=row.nss,
                status=row.status,
                first_name=first_name(row.first_name),
                email=row.email,
                wrong_nips=row.wrong_nips,
                wrong_answers=row.wrong_answers,
                locks=row.locks,
                locked_until=row.locked_until,
                birth_date=row.birth_date,
                email_proved=row.email_proved_at is not None,
                privacy=row.privacy_version,
                settled_at=row.settled_at,
            )
        line = Line(row.language, row.opted_out_at is not None, row.mismatches or 0, row.blocked_until, account)
        by_sms, by_email = row.sms_alerts, row.email_alerts
        return line, Alerts(unpacked(row.sms_topics) if by_sms else (), unpacked(row.email_topics) if by_email else ())

    def line(self) -> Line:
        """The talking line, with its account."""
        return self._talking[0]

    def secrets(self) -> Secrets | None:
        """The hashes of its account."""
        rows = self._connection.execute(selects.SECRETS, {"number": self._number}).all()
        if not rows:
            return None
        return Secrets(rows[0].nip_hash, tuple(Question(row.key, row.answer_hash) for row in rows if row.key))

    @property
    def stranger(self) -> bool:
        """Whether the line was read in this turn and has no active account; asks nothing by itself."""
        if "_talking" not in self.__dict__:
            return False
        account = self.line().account
        return account is None or account.status != "active"

    def notices(self) -> Alerts:
        """What notices go out, by channel."""
        return Alerts() if self.line().opted_out else self._talking[1]

    def match(self, nss: str, curp: str, rfc: str) -> Worker | None:
        """The worker of all three, under the NSS that is used now."""
        if self._asking.guarded and guesses.spent(self._connection, (nss, curp), self._asking.now()):
            return None
        found = self.worker(nss)
        return found if found and (found.curp, found.rfc) == (curp, rfc) else None

    @abstractmethod
    def worker(self, nss: str) -> Worker | None:
        """The record of an NSS, or of the one it was merged into."""

    def nss_pending(self, nss: str) -> bool:
        """Whether an account waits for its code on another line."""
        values = {"nss": nss, "number": self._number}
        return self._connection.execute(selects.PENDING_ELSEWHERE, values).first() is not None

    def nss_taken(self, nss: str) -> bool:
        """Whether an active account on another line holds it."""
        return self._connection.execute(selects.TAKEN, {"nss": nss, "number": self._number}).first() is not None

    def line_taken(self, line: str) -> bool:
        """Whether an active account is bound to that line."""
        return self._connection.execute(selects.LINE_TAKEN, {"number": line}).first() is not None

    def reference(self, credit_number: str, choice: PaymentChoice, amount: Decimal) -> PaymentReference | None:
        """A reference given before that can still be paid."""
        today = self._asking.now().astimezone(INSTITUTION_TIME).date()
        values = {"credit": credit_number, "choice": choice, "centavos": int(amount.scaleb(2)), "today": today}
        found = self._connection.execute(selects.REFERENCE, values).first()
        if found is None:
            return None
        return PaymentReference(
            found.credit_number, found.choice, found.line, Decimal(found.centavos).scaleb(-2), found.expires_on
        )

    def given(self, credit_number: str) -> PaymentReference | None:
        """The newest reference of this account's."""
        account = self.line().account
        values = {"credit": credit_number, "account": account.id if account else None}
        found = self._connection.execute(selects.GIVEN, values).first()
        if found is None:
            return None
        return PaymentReference(
            *(found.credit_number, found.choice, found.line, Decimal(found.centavos).scaleb(-2), found.expires_on),
            given_on=found.given_at.astimezone(INSTITUTION_TIME).date(),
        )

    def code(self, purpose: CodePurpose) -> Code | None:
        """The newest code that is unspent and unexpired."""
        values = {"number": self._number, "purpose": purpose, "now": self._asking.now()}
        found = self._connection.execute(selects.CODE, values).first()
        return Code(**found._mapping) if found else None

    def codes_sent(self, purpose: CodePurpose, to: str | None = None) -> int:
        """Within the last day."""
        since = self._asking.now() - timedelta(days=1)
        values = {"number": self._number, "purpose": purpose, "since": since, "to": to or self._number}
        return int(max(self._connection.execute(selects.CODES_SENT, values).one()))

    def sent(self, folio: str | None) -> SentMessage | None:
        """A notice that reached the provider."""
        found = self._connection.execute(selects.SENT, {"number": self._number, "folio": folio}).first()
        return (
            SentMessage(found.folio, found.kind, found.sent_at.astimezone(INSTITUTION_TIME).date()) if found else None
        )

    def asked(self, folio: str | None) -> AskedNotice | None:
        """One whose message has left."""
        values = {"number": self._number, "folio": folio, "now": self._asking.now()}
        found = self._connection.execute(selects.ASKED, values).first()
        if found is None:
            return None
        about = f"{found.kind} {found.subject}"
        return AskedNotice(found.folio, about, found.sent_at, found.answer or "", bool(found.last), found.left)

    def issued(self, code: str) -> Issued | None:
        """The paper, where all letters are right."""
        found = self._connection.execute(selects.ISSUED, {"of": code[:FOLIO]}).first()
        if found is None or not compare_digest(found.check_code, code[FOLIO:]):
            return None
        return Issued(found.kind, found.year, found.issued_at.astimezone(INSTITUTION_TIME).date())

    def papers_issued(self) -> int:
        """Within the last day."""
        values = {"number": self._number, "since": self._asking.now() - timedelta(days=1)}
        return int(self._connection.execute(selects.PAPERS_ISSUED, values).scalar_one())

    def proof(self, folio: str) -> Proof | None:
        """The row, with whose it is; the record of tries is read too."""
        found = self._connection.execute(selects.PROOF, {"of": folio}).first()
        if found is None:
            return None
        return Proof(**found._mapping, closed=guesses.spent(self._connection, (folio,), self._asking.now()))

    def proof_closed(self) -> bool:
        """By today's tries of the line."""
        return guesses.spent(self._connection, (self._number,), self._asking.now())

    def proofs_given(self) -> ProofsGiven:
        """Counted for the account."""
        now = self._asking.now()
        values = {
            "number": self._number,
            "since": now - timedelta(days=1),
            "today": now.astimezone(INSTITUTION_TIME).date(),
        }
        return ProofsGiven(*self._connection.execute(selects.PROOFS_GIVEN, values).one())

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """By every pepper that is known."""
        return self._asking.hasher.signatures(text)

    def open_case(self) -> Case | None:
        """The case that waits for an agent."""
        found = self._connection.execute(selects.OPEN_CASE, {"number": self._number}).first()
        return Case(**found._mapping) if found else None

    def right(self, nss: str, kind: RightKind) -> Right | None:
        """The open one, else the newest."""
        found = self._connection.execute(selects.RIGHT, {"nss": nss, "kind": kind}).first()
        return Right(**found._mapping) if found else None

    def questions_of(self, nss: str) -> tuple[Question, ...]:
        """None for a record that was guessed at too often."""
        if self._asking.guarded and guesses.spent(self._connection, (nss,), self._asking.now()):
            return ()
        return tuple(Question(*row) for row in self._connection.execute(selects.QUESTIONS_OF, {"nss": nss}))

    def left_account(self) -> str | None:
        """For as long as the new line settles."""
        return self._connection.execute(selects.LEFT, {"number": self._number, "now": self._asking.now()}).scalar()

    def seal(self, secret: str) -> str:
        """A slow one-way hash."""
        return self._asking.hasher.seal(secret)

    def matches(self, sealed: str, secret: str) -> bool:
        """Whether it is the secret behind the hash."""
        return self._asking.hasher.matches(sealed, secret)


class SqlFacts(SqlRecords, LineFacts):
    """Facts where the institution's files were imported."""

    def __init__(self, asking: Asking) -> None:
        SqlRecords.__init__(self, asking.connection)
        LineFacts.__init__(self, asking)
