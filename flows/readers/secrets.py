"""Reading NIPs and one-time codes, and what makes a NIP too easy to guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.saying.text import T
from flows.turn.answers import Refused, Took
from flows.typed.courtesies import COURTESIES
from flows.typed.folding import simplify

if TYPE_CHECKING:
    from flows.turn.turn import Turn

NIP_DIGITS = 6
CODE_DIGITS = 6
_LABEL = r"(?:(?:mi|el|es|son|este|nip|clave|c[oó]digo|n[uú]mero|secret[oa]|my|the|is|pin|code)[\s:.,;=\"'(#*¿-]+)*"
_SUM = r"(?![0-9]+\.[0-9]{2}(?![0-9.]))"  # `1500.00` is money
_DIGITS = re.compile(
    rf"[\s,;:.\"'(\[<#*¿-]*{_LABEL}{_SUM}((?:[0-9][ .-]{{0,3}}){{6}}|[0-9]{{3}}[_/][0-9]{{3}})(?![0-9])[\"')\]>*#?]*",
    re.IGNORECASE,
)
_NAMES = ("cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve")
_SPELT = {word: str(digit) for digit, word in enumerate(_NAMES)}


@dataclass(frozen=True, slots=True)
class SixDigits:
    """A NIP or a code; a pair of groups (`482 913`) is read too. The journal keeps only that it was given."""

    reason: str

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The six digits, ASCII."""
        text = _ascii_digits(text)
        found = _DIGITS.match(text)
        if found is None:
            return Refused(self.reason)
        return Took(re.sub(r"\D", "", found[1]), text[found.end() :], "••••••")

    def named(self, text: str) -> bool:
        """Whether all of `text` is the six digits, named or not, and courtesies: `mi nip es 482913, gracias`."""
        found = _DIGITS.match(text := _ascii_digits(text))
        return found is not None and set(simplify(text[found.end() :]).split()) <= COURTESIES


_TOGETHER = re.compile(
    rf"[\s,;]*{_LABEL}[0-9]{{3}}[ -]?[0-9]{{3}}(?![0-9]|[.,][0-9]|\s*(?:pesos?|mxn)\b)", re.IGNORECASE
)


def spare(text: str) -> str | None:
    """What follows a NIP that nobody asked for, or None where none begins `text`.

    Any six digits written as one number or as two of three, right or wrong: nothing is told of them.
    """
    found = _TOGETHER.match(_ascii_digits(text))
    return None if found is None else text[found.end() :]


_BARE = re.compile(
    r"(?<![\d$][.,])(?<![\d$])[0-9]{3}[ -]?[0-9]{3}(?![0-9]|[.,][0-9]|\s*(?:pesos?|mxn|mil)\b)", re.IGNORECASE
)


def bare(text: str) -> bool:
    """Whether six digits stand in `text` without anything that makes them an amount: a sign, a comma, centavos."""
    return _BARE.search(_ascii_digits(text).replace("$ ", "$")) is not None


NIP = SixDigits(T("El NIP lleva 6 números, sin letras. Escríbelo otra vez."))
CODE = SixDigits(T("El código lleva 6 números. Está en el mensaje que te mandamos."))


_STATED = re.compile(r"\b(?:nip|pin|clave)\W+(?:es|is)\b", re.IGNORECASE)


def stated(text: str) -> bool:
    """Whether `text` does no more than tell the NIP: `mi nip es 482913`. `NIP 482913` asks for a new one."""
    return NIP.named(text) and _STATED.search(text) is not None


def too_easy(nip: str, born: date | None) -> bool:
    """Whether a NIP is a run, a repetition, or the birth date in any usual order."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(nip)}
    if len(steps) == 1 or len(set(nip)) < 3 or nip[:3] == nip[3:]:
        return True
    return born is not None and nip in {
        born.strftime(form) for form in ("%d%m%y", "%m%d%y", "%y%m%d", "%y%d%m", "%d%m%Y", "%Y%m", "%m%Y")
    }


def _ascii_digits(text: str) -> str:
    """The same with 0 to 9 for digits of any script; six of them spelt out (`cuatro ocho …`) are six digits."""
    if not text.isascii():
        text = "".join(str(int(char)) if char.isdecimal() else char for char in text)
    words = simplify(text).split()
    if len(words) >= NIP_DIGITS and all(word in _SPELT for word in words[-NIP_DIGITS:]):
        return " ".join([*words[:-NIP_DIGITS], "".join(_SPELT[word] for word in words[-NIP_DIGITS:])])
    return text
