"""Reading an e-mail address or a telephone out of what people put around it: `Mi correo es …`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flows.saying.text import T
from flows.turn.answers import Refused, Took
from flows.typed.courtesies import ADDRESSING
from flows.typed.folding import simplify
from identifiers import phone
from identifiers.errors import InvalidIdentifier

if TYPE_CHECKING:
    from flows.turn.turn import Turn

BAD_EMAIL = T("Ese correo no está completo. Escríbelo como nombre@correo.com")
BAD_PHONE = T("Ese celular no está completo: son 10 números. Escríbelo otra vez.")
LONGEST_EMAIL = 120

# RFC 5321's lengths, RFC 5322's dot-atom in the characters that mail providers give out, RFC 1123's labels.
_ATOM = r"[A-Za-z0-9_%+-](?:[A-Za-z0-9_%+'-]*[A-Za-z0-9_%+-])?"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_EMAIL = re.compile(rf"(?<![\w.%+@-])({_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z]{{2,24}})(?![\w@-]|\.\w)")
_AT = re.compile(r"\s*(?:@|[(\[]?\barroba\b[)\]]?)\s*", re.IGNORECASE)
_DOT = re.compile(r"\s+(?:punto|dot)\s+", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w@])(?<!\d\.)\+?\d(?:[ ().\-/]*\d){8,15}(?!\w)")
_DENIED = frozenset({"no", "not", "ni"})
_BEFORE = re.compile(r"([^\W\d_]+)[ \t]+$")


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address, the only one in the text."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The address in lower case."""
        text, below = _line_with(_AT, text)
        if "@" not in text:
            text = _DOT.sub(".", text) if _AT.search(text) else text
        text = _AT.sub("@", text)
        found = _EMAIL.search(text)
        if found is None or _denied(text[: found.start()]) or len({*_EMAIL.findall(text)}) > 1:
            return Refused(BAD_EMAIL)
        if (word := _BEFORE.search(text[: found.start()])) and simplify(word[1]) not in ADDRESSING:
            return Refused(BAD_EMAIL)
        address = found[1].lower()
        if len(address) > LONGEST_EMAIL or address.index("@") > 64:
            return Refused(BAD_EMAIL)
        return Took(address, text[found.end() :] + below, "[@]")

    def named(self, text: str) -> bool:
        """Whether an address is meant."""
        return _AT.search(text) is not None


@dataclass(frozen=True, slots=True)
class Phone:
    """A Mexican number, the only one in the text, as `+52` and ten digits."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """The number, however it is spaced."""
        text, _ = _line_with(_PHONE, text)
        found = _PHONE.findall(text) or [text]
        if len(found) > 1 or _denied(text):
            return Refused(BAD_PHONE)
        try:
            return Took(phone.validate(found[0]), "", "[cel]")
        except InvalidIdentifier:
            return Refused(BAD_PHONE)

    def named(self, text: str) -> bool:
        """Whether all of the text is a number."""
        return phone.is_valid(text)


def _line_with(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """The first line that holds one, and what is below: the address in a signature there is not meant."""
    line = next((line for line in text.split("\n") if pattern.search(line)), text)
    return line, text.partition(line)[2]


def _denied(words: str) -> bool:
    return not _DENIED.isdisjoint(simplify(words).split())
