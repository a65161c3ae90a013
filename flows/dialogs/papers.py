"""What an answer says of its paper: whether it can be mailed, and which one it is."""

from __future__ import annotations

from flows.records.papers import PaperKind, Wanted
from flows.saying.text import PART, T
from flows.turn.turn import Turn

MAIL_IT = T("PDF a mi correo", PART)


def mailable(turn: Turn) -> bool:
    """Whether a paper would go out at once: papers can be made here, and the e-mail was proved."""
    account = turn.account
    return turn.house.papers and account.email is not None and account.email_proved


def key(kind: PaperKind, of: str, year: int = 0) -> str:
    """A paper's key in a dialog; `of` is the credit's number or the order's folio."""
    return f"{kind} {year} {of}"


def wanted(turn: Turn, paper: str) -> Wanted:
    """The paper behind a key, of the worker who talks."""
    kind, year, of = paper.split(" ", 2)
    return Wanted(kind, turn.account.nss, of, int(year))  # type: ignore[arg-type]  # as `key` wrote it
