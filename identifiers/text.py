"""Normalising what people type before it is checked.

NFKC (full-width forms, circled digits), upper case; spaces, dashes, dots, underscores and invisible marks are
dropped. Digits of other scripts are *not* converted: they stay and are refused as `charset`, because two
different strings must never stand for one identifier by accident (`str.isdigit` alone would let them pass).

>>> compact(" 39-08.90_0215 ６")
'39089002156'
>>> is_digits("٥٥")
False
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import ParamSpec

from identifiers.errors import IdentifierKind, InvalidIdentifier

_P = ParamSpec("_P")

DASHES = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_WIDE_SPACES = "".join(map(chr, range(0x2000, 0x200B)))
SPACES = " \t\n\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + _WIDE_SPACES
DROPPED = dict.fromkeys(map(ord, SPACES + DASHES + INVISIBLE + "._"))


def compact(text: str) -> str:
    """The bare characters in upper case; nothing is judged yet."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return unicodedata.normalize("NFKC", text).upper().translate(DROPPED)


def is_digits(text: str) -> bool:
    """Whether `text` is one or more of 0 to 9, and nothing of another script."""
    return text.isascii() and text.isdigit()


def exact_digits(kind: IdentifierKind, text: str, length: int) -> str:
    """The compact form of `text`, which must be exactly `length` ASCII digits."""
    number = compact(text)
    if number and not is_digits(number):
        raise InvalidIdentifier(kind, "charset")
    if len(number) != length:
        raise InvalidIdentifier(kind, "length")
    return number


def accepting(validate: Callable[_P, str]) -> Callable[_P, bool]:
    """The verb `is_valid` of an identifier: whether its `validate` would accept the text."""

    def is_valid(*given: _P.args, **how: _P.kwargs) -> bool:
        """Whether `validate` would accept it."""
        try:
            validate(*given, **how)
        except InvalidIdentifier:
            return False
        return True

    return is_valid


def grouping(*ends: int, between: str = " ") -> Callable[[str], str]:
    """The verb `format` of an identifier: its compact form in groups that end at these places.

    >>> grouping(2, 4, between="-")("123456")
    '12-34-56'
    """

    def format(text: str) -> str:  # noqa: A001 - one of the five verbs
        """As people read it, in groups."""
        return between.join(compact(text)[start:end] for start, end in pairwise((0, *ends, None)))

    return format
