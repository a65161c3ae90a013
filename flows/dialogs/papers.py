"""What an answer says of its paper: whether it can be mailed, and which one it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flows.readers.readers import Options
from flows.records.papers import PaperKind, Wanted
from flows.saying.text import PART, T
from flows.turn.answers import Refused, Took
from flows.turn.turn import Turn
from flows.typed.courtesies import COURTESIES
from flows.typed.folding import simplify

MAIL_IT = T("PDF a mi correo", PART)

_MAIL = frozenset(["correo", "correos", "email", "mail", "electronico", "pdf"])
_ASKING = """
por x al a mi el la lo en de para si mejor mande manda mandar mandame mandalo mandamelo mandenmelo mandenme mandeme
mandemelo envia envie enviar enviame envialo enviamelo enviemelo pasame pasamelo quiero by to my the in send it as
"""
_AROUND = COURTESIES.union(_ASKING.split())


@dataclass(frozen=True, slots=True)
class ByMail:
    """The option `mail` in words of one's own: `por correo`, `mándamelo al correo`; a new address is none."""

    options: Callable[[Turn], Options]

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """All of the text, where the option stands."""
        said = frozenset(simplify(text).split())
        meant = not said.isdisjoint(_MAIL) and said <= _MAIL | _AROUND
        return Took("mail", "", "CORREO") if meant and "mail" in self.options(turn) else Refused()


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
