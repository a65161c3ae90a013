"""What a dialog may ask: of the line and its account, of the institution's `Records`, and of chance.

The dialogs know records only through the `Facts` protocol; `models` implements it. Amounts are `Decimal` pesos, dates
are the institution's (Mexico City), moments are aware UTC datetimes.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Protocol

from flows.records.credit import PaymentChoice, PaymentReference
from flows.records.institution import Records
from flows.records.papers import Issued
from flows.records.people import Code, CodePurpose, Line, Question, Secrets, Worker
from flows.records.proofs import Proof, ProofsGiven
from flows.records.service import Alerts, AskedNotice, Case, Right, RightKind, SentMessage


class Facts(Records, Protocol):
    """Read-only questions, bound to the line that is talking. No method writes."""

    def line(self) -> Line:
        """The talking line, with the account bound to it (loaded once a turn)."""

    def secrets(self) -> Secrets | None:
        """The hashes of the line's account; None where there is none."""

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

    def reference(self, credit_number: str, choice: PaymentChoice, amount: Decimal) -> PaymentReference | None:
        """The reference already given for this choice and amount that is still payable."""

    def given(self, credit_number: str) -> PaymentReference | None:
        """The newest reference that this account was given for a credit, paid, expired or not."""

    def code(self, purpose: CodePurpose) -> Code | None:
        """The live one-time code of this line's account."""

    def codes_sent(self, purpose: CodePurpose, to: str | None = None) -> int:
        """What counts against the codes of a day: the most of three, in the last 24 hours.

        Codes of the purpose to this line's account; codes of any to the recipient `to` (None: this line), whoever asked
        for them; accounts opened from this line, since each begins with a code.
        """

    def sent(self, folio: str | None) -> SentMessage | None:
        """A message pushed to this line, by folio; without one, the newest."""

    def asked(self, folio: str | None) -> AskedNotice | None:
        """A notice that asked this line's worker whether it was them: by folio, else the newest without an answer."""

    def issued(self, code: str) -> Issued | None:
        """The paper that carries this code, whoever asks."""

    def papers_issued(self) -> int:
        """Papers that were given to this line's account in the last 24 hours."""

    def proof(self, folio: str) -> Proof | None:
        """The proof of a folio that was given out and not taken back, whoever asks."""

    def proof_closed(self) -> bool:
        """Whether this line asked in vain about too many proofs today."""

    def proofs_given(self) -> ProofsGiven:
        """The proofs of this line's account."""

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """What only this service can sign a text with, newest key first."""

    def open_case(self) -> Case | None:
        """This line's newest open case."""

    def right(self, nss: str, kind: RightKind) -> Right | None:
        """The newest request of a kind over a worker's data."""

    def questions_of(self, nss: str) -> tuple[Question, ...]:
        """Those of an NSS's active account, whichever line it is bound to; none when it was guessed at often today."""

    def left_account(self) -> str | None:
        """The NSS of an account that went from this line to another that has not settled yet."""

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

    def key(self, length: int) -> str:
        """Capitals and digits without look-alikes, for a secret that is typed."""

    def pick(self, keys: tuple[str, ...], count: int) -> tuple[str, ...]:
        """`count` different members, in random order."""
