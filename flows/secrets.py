"""Reading NIPs and one-time codes, and what makes a NIP too easy to guess."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from flows.answers import Refused, Took
from flows.text import ONE, T

if TYPE_CHECKING:
    from flows.turn import Turn

NIP_DIGITS = 6
CODE_DIGITS = 6
_LABEL = r"(?:(?:mi|el|es|nip|c[oó]digo|my|the|is|pin|code)[\s:.,]+)*"
_DIGITS = re.compile(rf"[\s,;]*{_LABEL}((?:[0-9][ .-]?){{6}})(?![0-9])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SixDigits:
    """A NIP or a code; a pair of groups (`482 913`) is read too. The journal keeps only that it was given."""

    reason: str

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The six digits, ASCII."""
        found = _DIGITS.match(_ascii_digits(text))
        if found is None:
            return Refused(self.reason)
        return Took(re.sub(r"\D", "", found[1]), text[found.end() :], "••••••")

    def named(self, text: str) -> bool:
        """Whether all of `text` is the six digits, named or not: `mi nip es 482913` where a NIP was asked for."""
        return _DIGITS.fullmatch(_ascii_digits(text.rstrip(" .,!"))) is not None


NIP = SixDigits(T("El NIP lleva 6 números, sin letras. Escríbelo otra vez.", ONE))
CODE = SixDigits(T("El código lleva 6 números. Está en el mensaje que te mandamos.", ONE))


def too_easy(nip: str, born: date | None) -> bool:
    """Whether a NIP is a run, a repetition, or the birth date in any usual order."""
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(nip)}
    if len(steps) == 1 or len(set(nip)) < 3 or nip[:3] == nip[3:]:
        return True
    return born is not None and nip in {
        born.strftime(form) for form in ("%d%m%y", "%m%d%y", "%y%m%d", "%y%d%m", "%d%m%Y", "%Y%m", "%m%Y")
    }


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(int(char)) if char.isdecimal() else char for char in text)
