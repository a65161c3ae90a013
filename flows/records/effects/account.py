"""Opening, changing and closing an account."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from flows.records.effects.effect import Effect
from flows.records.people import Question


class OpenAccount(Effect):
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


class ActivateAccount(Effect):
    """The code came back: the account becomes active. `by_mail`: it came from the e-mail, which is proved by it."""

    by_mail: bool = False


class SetEmail(Effect):
    """A new e-mail address, or none; a code that was sent there came back."""

    email: str | None


class SetLine(Effect):
    """Bind the account to another line, which shows no amounts until it has settled; without a `line` it keeps its own.

    Where an agent has `decided` whose it is, the line before has no say any more.
    """

    line: str
    settled_at: datetime | None = None
    decided: bool = False


class SetQuestions(Effect):
    """Other security questions, in place of those that there were."""

    questions: tuple[Question, ...]


class SetLanguage(Effect):
    """The line prefers this language."""

    language: str


class TellContacts(Effect):
    """Tell every contact on file of a change that is still to come: the e-mail, and the line.

    A line that talks by SMS has read it in the reply. Without mail `mail` is empty.
    `former`: the line that the account was on before, too, where it is still known. `nss` names an account that the
    line has left.
    """

    sms: str
    subject: str
    mail: str
    former: bool = False
    nss: str = ""


class AskContacts(Effect):
    """Ask every contact on file, under `folio`, whether it is the worker who makes a change that is still to come.

    `change` names it for an agent. The e-mail is always asked, without mail `mail` is empty. The line is asked where
    an agent makes the change or the account is `leaving` it. One that makes it by USSD, which leaves nothing to read,
    is told with `tells` how to deny it; by SMS it has just read the reply.
    """

    folio: str
    change: str
    asks: str
    tells: str
    subject: str
    mail: str
    leaving: bool = False


class FreezeAccount(Effect):
    """Close the account until its security question and a new NIP, or an agent, open it.

    `nss` names it where another line asks for it. It is `disputed` where the line that it has just left asks: which of
    the two is the holder's, an agent has to decide.
    """

    until: datetime
    nss: str = ""
    disputed: bool = False


class CloseAccount(Effect):
    """Delete the account with all that protects it; the ledger of consent and the cases stay."""

    words: str
