"""What a text weighs on the air: its encoding, its septets or UTF-16 units, its segments.

One SMS carries 140 octets: 160 septets or 70 UTF-16 units. A longer text travels in parts of 153 or 67, the
rest of each part being its header; an escape pair or a surrogate pair never straddles two parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from gsm7.alphabet import ALL, BASIC, EXTENSION

Encoding = Literal["GSM7", "UCS2"]

ONE_PART = {"GSM7": 160, "UCS2": 70}
"""Units in a message that travels alone."""

EACH_PART = {"GSM7": 153, "UCS2": 67}
"""Units in each part of a longer message."""


def any_of(characters: Iterable[str], negated: bool = False) -> str:
    """A regular expression class of these characters, or of all others."""
    return f"[{'^' if negated else ''}{''.join(re.escape(character) for character in sorted(characters))}]"


_OUTSIDE = re.compile(any_of(ALL, negated=True))
_OUTSIDE_BASIC = re.compile(any_of(BASIC, negated=True))
_ESCAPED = re.compile(any_of(EXTENSION))
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def measure(text: str) -> tuple[Encoding, int]:
    """The encoding and its units at once: septets, or UTF-16 code units."""
    if not _OUTSIDE_BASIC.search(text):
        return "GSM7", len(text)
    if not _OUTSIDE.search(text):
        return "GSM7", len(text) + len(_ESCAPED.findall(text))
    return "UCS2", len(text) + len(_ASTRAL.findall(text))


def encoding(text: str) -> Encoding:
    """The alphabet the text travels in: one letter outside GSM-7 turns all of it into UCS-2.

    >>> encoding("Año 2026"), encoding("Aportación")
    ('GSM7', 'UCS2')
    """
    return measure(text)[0]


def septets(text: str) -> int:
    """Septets of a GSM-7 text; `ValueError` for any other text, which has none.

    >>> septets("precio 100€")
    12
    """
    kind, size = measure(text)
    if kind != "GSM7":
        raise ValueError(f"not all of it is in the GSM-7 alphabet, fold it first: {text!a}")
    return size


def segments(text: str) -> int:
    """Messages the operator bills for the text; none for an empty one, which is not sent.

    >>> segments("a" * 160), segments("a" * 161), segments("á" * 71)
    (1, 2, 2)
    """
    kind, size = measure(text)
    if size <= ONE_PART[kind]:
        return 1 if text else 0
    room = EACH_PART[kind]
    if size == len(text):
        return -(-size // room)
    pair = _ESCAPED if kind == "GSM7" else _ASTRAL
    shift = 0  # units added so far: the second halves of pairs, and the gaps left where one would have straddled
    for found in pair.finditer(text):
        if (found.start() + shift) % room == room - 1:
            shift += 1
        shift += 1
    return -(-(len(text) + shift) // room)
