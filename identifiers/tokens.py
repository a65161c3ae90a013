"""Cutting free text into the pieces that identifiers are made of.

A token is a run of letters and digits. Spaces, dashes, dots, slashes and underscores between two tokens may lie inside
one identifier; anything else (a comma, a line break, a colon) ends it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from identifiers.text import DASHES, INVISIBLE, SPACES

SOFT = re.compile(rf"[{re.escape(SPACES.translate({10: None, 13: None}) + DASHES + INVISIBLE)}._/]*")
_WORDS = re.compile(r"(?:[^\W_]|&)+")
_WORDS_OR_MAIL = re.compile(r"[^\s@,;]{1,64}@[^\s,;]*|(?:[^\W_]|&)+")
_PIECES = tuple(
    map(
        re.compile,
        (
            "NSS|IMSS|CURP|RFC",
            "[0-9]{11}",
            "[A-Z]{4}[0-9]{6}[A-Z]{6}[0-9A-Z][0-9]",
            "[A-ZÑ&]{4}[0-9]{6}[0-9A-Z]{3}",
        ),
    )
)


class Token(NamedTuple):
    """A piece in upper case, where it stands, and whether it can not belong to the token before."""

    text: str
    start: int
    end: int
    apart: bool


def normal(text: str) -> str:
    """Compatibility forms made plain (full-width digits and letters); positions in tokens refer to this."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def trim(text: str) -> str:
    """Without the separators that people leave between answers."""
    return text.strip(" \t\r\n,;:.-")


def tokens(text: str) -> list[Token]:
    """Tokens of a text that `normal` returned; e-mail addresses stay whole and never take part."""
    found: list[Token] = []
    end = 0
    pattern = _WORDS_OR_MAIL if "@" in text else _WORDS
    for match in pattern.finditer(text):
        start = match.start()
        apart = text[end:start] != " " and SOFT.fullmatch(text, end, start) is None
        end = match.end()
        word = match[0].upper()
        if len(word) > 13 and len(word) != 18:
            found.extend(_unglued(word, start, end, apart))
        else:
            found.append(Token(word, start, end, apart))
    return found


def _unglued(word: str, start: int, end: int, apart: bool) -> Iterator[Token]:
    """Identifiers typed without a space between them, as `92919084431HEGG560427MVZRRL04`."""
    cuts = _cuts(word, 0) if len(word) == end - start and len(word) <= 60 else None
    if not cuts:
        yield Token(word, start, end, apart)
        return
    at = 0
    for cut in cuts:
        yield Token(word[at:cut], start + at, start + cut, apart or at > 0)
        at = cut


def _cuts(word: str, at: int) -> list[int] | None:
    """Where to cut so that every part is a label or has the shape of an identifier; None when there is no such way."""
    if at == len(word):
        return []
    for piece in _PIECES:
        found = piece.match(word, at)
        if found and (after := _cuts(word, found.end())) is not None:
            return [found.end(), *after]
    return None
