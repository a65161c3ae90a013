"""What a turn wants done. Small frozen facts; `models.effects` carries them out in the turn's one transaction.

Every effect acts on the line that is talking or on the account bound to it, so none names either.
Secrets arrive hashed, except a fresh one-time code, which has to reach the worker once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from flows.records.credit import PaymentChoice
from flows.records.papers import PaperKind
from flows.records.people import CodePurpose, Question
from flows.records.proofs import ProofKind
from flows.records.service import Alerts, RightKind


@dataclass(frozen=True, slots=True)
class OpenAccount:
    """Open an account, pending until its code comes back; replaces a pending one of the same line or NSS.

    Another line that loses a pending one by it is told `replaces`; refused where that is empty.
    `alerts` are the channels chosen for notices; `privacy` is the version of the notice consented to. `first_name` and
    `birth_date` are the record's.
    """

    nss: str
    email: str | None
    nip_hash: str
    questions: tuple[Question, ...]
    alerts: tuple[Literal["sms", "email"], ...]
    privacy: str
    language: str
    replaces: str = ""
    first_name: str = ""
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class ActivateAccount:
    """The code came back: the account becomes active. `by_mail`: it came from the e-mail, which is proved by it."""

    by_mail: bool = False


@dataclass(frozen=True, slots=True)
class SendCode:
    """Keep the hash of a fresh code and queue `text`, which shows it; older codes of the purpose die."""

    purpose: CodePurpose
    code_hash: str
    by: Literal["sms", "email"]
    to: str | None  # None: the talking line, or the account's own e-mail
    subject: str  # of the mail; unused by SMS
    text: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SpendCode:
    """The code was right: it cannot be used again."""

    code_id: int


@dataclass(frozen=True, slots=True)
class MissCode:
    """The code was wrong: one try fewer."""

    code_id: int


@dataclass(frozen=True, slots=True)
class MissIdentity:
    """Identifiers that did not match were given from this line, about whoever has this NSS or this CURP."""

    blocked_until: datetime | None
    nss: str = ""
    curp: str = ""


@dataclass(frozen=True, slots=True)
class MissNip:
    """A wrong NIP; `locked_until` is set when this one locks the account. `seen` wrong ones were counted before."""

    locked_until: datetime | None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class MissAnswer:
    """A wrong answer to a security question; `locked_until` when this one closes recovery; `seen` as above."""

    locked_until: datetime | None
    seen: int | None = None


@dataclass(frozen=True, slots=True)
class ProveNip:
    """A right NIP: the count of wrong ones, which was `seen`, starts again."""

    seen: int | None = None


@dataclass(frozen=True, slots=True)
class SetNip:
    """A new NIP; lifts a lock."""

    nip_hash: str


@dataclass(frozen=True, slots=True)
class SetEmail:
    """A new e-mail address, or none; a code that was sent there came back."""

    email: str | None


@dataclass(frozen=True, slots=True)
class SetLine:
    """Bind the account to another line, which shows no amounts until it has settled."""

    line: str
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SetQuestions:
    """Other security questions, in place of those that there were."""

    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class CloseAccount:
    """Delete the account with all that protects it; the ledger of consent and the cases stay."""

    words: str


@dataclass(frozen=True, slots=True)
class AgreeToNotice:
    """The holder agrees to this version of the privacy notice, for the ledger."""

    version: str


@dataclass(frozen=True, slots=True)
class TellContacts:
    """Tell every contact on file of a change that is still to come: the e-mail, and the line.

    A line that talks by SMS has read it in the reply, unless it is `leaving` the account. Without mail `mail` is empty.
    """

    sms: str
    subject: str
    mail: str
    leaving: bool = False


@dataclass(frozen=True, slots=True)
class SetLanguage:
    """The line prefers this language."""

    language: str


@dataclass(frozen=True, slots=True)
class SetAlerts:
    """Consent to notices by topic and channel, for the ledger."""

    alerts: Alerts
    words: str  # what the worker sent, a keyword, never a secret


@dataclass(frozen=True, slots=True)
class OptOut:
    """Stop every notice to this line."""

    words: str


@dataclass(frozen=True, slots=True)
class OptIn:
    """The line asks for notices again."""

    words: str


@dataclass(frozen=True, slots=True)
class GiveReference:
    """Keep a payment reference that was given out."""

    credit_number: str
    choice: PaymentChoice
    line: str
    amount: Decimal
    expires_on: date


@dataclass(frozen=True, slots=True)
class OpenCase:
    """Ask a call-centre agent to take over; `reason` is a short key such as `worker-asked`."""

    folio: str
    reason: str


@dataclass(frozen=True, slots=True)
class NoteCase:
    """Add to an open case what the worker says of it; kept sealed."""

    folio: str
    text: str


@dataclass(frozen=True, slots=True)
class AskRight:
    """Give an open case the legal clock of a request over one's data; one that this turn answers is closed with it."""

    folio: str
    kind: RightKind
    answer_by: date
    answered: bool = False


@dataclass(frozen=True, slots=True)
class SendMail:
    """Queue a mail to the account's own address, with a text that holds nothing of the worker."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class SendExport:
    """Queue a mail with everything kept of the account, encrypted with `key`, and the message that tells the key."""

    folio: str
    key: str
    sms: str
    subject: str
    mail: str


@dataclass(frozen=True, slots=True)
class FreezeAccount:
    """Close the account until its security question and a new NIP, or an agent, open it.

    `nss` names it where another line asks for it.
    """

    until: datetime
    nss: str = ""


@dataclass(frozen=True, slots=True)
class KeepUnheard:
    """Keep, sealed and for a while, what was not understood; `text` is masked already."""

    text: str


@dataclass(frozen=True, slots=True)
class IssuePaper:
    """Give out a paper and queue the mail, to the account's own proved address, that carries it.

    `key` is the number of the credit, or the folio of the order, that it tells of.
    """

    kind: PaperKind
    key: str
    year: int
    folio: str
    check: str
    subject: str
    text: str
    language: str


@dataclass(frozen=True, slots=True)
class IssueProof:
    """Give out a proof; its amount is known to the code alone."""

    folio: str
    kind: ProofKind
    on: date
    until: date


@dataclass(frozen=True, slots=True)
class RevokeProofs:
    """None of the account's proofs is valid any more."""


@dataclass(frozen=True, slots=True)
class MissProof:
    """A code or amount of a proof that was not right; counted by folio and by line."""

    folio: str


Effect = (
    OpenAccount
    | ActivateAccount
    | SendCode
    | SpendCode
    | MissCode
    | MissIdentity
    | MissNip
    | MissAnswer
    | ProveNip
    | SetNip
    | SetEmail
    | SetLine
    | SetQuestions
    | CloseAccount
    | AgreeToNotice
    | AskRight
    | SendExport
    | SendMail
    | TellContacts
    | SetLanguage
    | SetAlerts
    | OptOut
    | OptIn
    | GiveReference
    | OpenCase
    | NoteCase
    | FreezeAccount
    | KeepUnheard
    | IssuePaper
    | IssueProof
    | RevokeProofs
    | MissProof
)

Miss = MissCode | MissIdentity | MissNip | MissAnswer | MissProof
"""What counts against who tries; it stands whatever becomes of the rest of the turn."""


def misses(effects: Iterable[Effect]) -> tuple[Miss, ...]:
    """Those of the effects that count a wrong try."""
    return tuple(effect for effect in effects if isinstance(effect, Miss))
