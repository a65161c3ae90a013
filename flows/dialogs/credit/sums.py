"""How people say what they pay: a sum, so many monthly payments, or a choice by a word of its own."""

from __future__ import annotations

import re
from decimal import Decimal

from flows.dialogs.credit.dues import amounts, payable
from flows.dialogs.credit.pick_credit import chosen
from flows.readers.amounts import Amount
from flows.readers.secrets import bare, spare
from flows.saying.text import T
from flows.turn.answers import Refused, Took
from flows.turn.turn import Turn
from flows.typed import numbering
from flows.typed.folding import simplify

LEAST = Decimal("50.00")
"""Pesos that authorised shops take at least."""

SIX_DIGITS = T(
    "Seis números seguidos pueden ser tu NIP: no los tomamos. Si es lo que pagas, ponle punto y centavos, como "
    "150000.00"
)

_LIKE_NIP = re.compile(r"\d{5}")
IN_PARTS = re.compile(r"\D*\d{1,2}\s*(?:,|\by\b)\s*\d")
_MONTHS = re.compile(
    r"\b([2-9]|1[0-2]|[a-z]+) (?:mensualidades|meses|pagos|mensualidad|months|monthly payments|payments)\b"
)
_COUNTS = {
    "dos": 2,
    "tres": 3,
    "cuatro": 4,
    "cinco": 5,
    "seis": 6,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
}

NAMES = {
    "fondo": {"fondo", "fund"},
    "mensualidad": {"mensualidad", "mes", "monthly"},
    "corriente": {"corriente", "atrasado", "atraso", "overdue"},
    "liquidar": {"liquidar", "liquidarlo", "payoff"},
}
ALL = {"todo", "completo", "all"}
HALF = {"mitad", "half", "a", "la", "liquidar", "liquida", "por"}
"""What `mitad` may be said with where the institution offers it."""
NOT_SO = {"no", "not", "medio", "media", "mitad", "half"}
"""What turns the word of a choice into something else: `medio mes`."""


class TypedPesos(Amount):
    """A sum. Six bare digits are none unless they are on the screen: a NIP would be said back as an amount."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The sum, or the one behind a NIP: `482913 1500`. Six digits are refused alike, the NIP or not."""
        read = super().read(text, turn)
        if isinstance(read, Took) and (not bare(text.removesuffix(read.rest)) or _on_screen(turn, read.value)):
            return read
        if not bare(text):
            return read
        rest = spare(text) or ""
        behind = super().read(rest, turn)
        return behind if isinstance(behind, Took) and not bare(rest) else Refused(SIX_DIGITS)


class Sum(TypedPesos):
    """A sum, so many monthly payments, or a choice by a word of its own; an option's number is left to the options."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The amount or the choice: `2,500`, `2 mil`, `1 500`, `dos mensualidades`, `quiero liquidarlo`."""
        if count := _months(text):
            monthly = chosen(turn).monthly_payment
            return Took(count * monthly, "", "[$]") if monthly else Refused()
        said = set(simplify(text).split())
        if (
            said & {"mitad", "half"}
            and said <= HALF
            and "credit" in turn.data
            and "mitad" in payable(turn, chosen(turn))
        ):
            return Took("mitad", "", "MITAD")
        if said & NOT_SO:
            return super().read(text, turn)
        if named := next((choice for choice, words in NAMES.items() if said & words), None):
            return Took(named, "", named.upper())
        if said & ALL and (payoff := chosen(turn).payoff):
            return Took(payoff, "", "[$]")
        read = super().read(text, turn)
        small = isinstance(read, Took) and read.value < LEAST
        return Refused() if small and numbering.number(text) else read


def ahead(turn: Turn) -> str:
    """`PAGO 1500` without the NIP: the amount, which is not asked for twice. Nothing that may be a NIP is kept."""
    typed = turn.answers.line
    if count := _months(typed):
        return f"{count} mensualidades"
    if _LIKE_NIP.search(typed):
        return ""
    if ALL & set(simplify(typed).split()):
        return "todo"
    read = Sum().read(typed, turn)
    if isinstance(read, Refused):  # `PAGO 1` is the first choice, not one peso
        option = None if IN_PARTS.match(typed) else numbering.number(typed)
        return str(option[0]) if option else ""
    if isinstance(read.value, Decimal) and read.value < LEAST:
        return ""
    whole = isinstance(read.value, Decimal) and read.value == int(read.value)
    return str(int(read.value)) if whole else str(read.value)


def _on_screen(turn: Turn, amount: Decimal) -> bool:
    return "credit" in turn.data and amount in amounts(turn, chosen(turn)).values()


def _months(text: str) -> int:
    """How many monthly payments are meant, of two or more; 0 where they are not counted in them."""
    found = _MONTHS.search(simplify(text))
    return _COUNTS.get(found[1]) or int(found[1] if found[1].isdecimal() else 0) if found else 0
