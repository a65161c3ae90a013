"""Finding a message's folio in whatever is sent for it: alone, spaced or starred, with words, or the whole message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.typed.courtesies import FILLERS
from flows.typed.folding import fold

LENGTH = 6
MOST = 12
"""Looked up of one text; the likeliest come first."""

_LETTERS = re.compile(r"[2-9A-HJKMNP-Z]+")
"""What folios are made of: nothing that looks like another when it is read aloud or typed (`turns.chance`)."""
_PIECE = re.compile(r"[^\W_]+")
_NAMING = frozenset({"folio", "clave", "numero", "codigo", "verifica", "verificar", "verify"})
_BETWEEN = frozenset(" *-.,_/:")


@dataclass(frozen=True, slots=True)
class Folios:
    """All that may be one, the likeliest first, and whether anything was clearly meant as one."""

    all: tuple[str, ...]
    meant: bool


def codes_in(text: str, length: int) -> Folios:
    """Longer codes that a text may hold, of `length` letters in pieces or not.

    >>> codes_in("es el k7m2q9-ab3d?", 10), codes_in("K7M2 Q9AB 3D", 10).all, codes_in("K7M2Q9", 10).all
    (Folios(all=('K7M2Q9AB3D',), meant=True), ('K7M2Q9AB3D',), ())
    """
    pieces = list(_PIECE.finditer(text))
    found = [joined for _, joined in _joined(text, pieces, length) if _LETTERS.fullmatch(joined.upper())]
    meant = any(joined.isupper() or any(map(str.isdigit, joined)) for joined in found if not joined.isdigit())
    return Folios(tuple(dict.fromkeys(map(str.upper, found)))[:MOST], meant)


def _joined(text: str, pieces: list[re.Match[str]], length: int) -> Iterator[tuple[int, str]]:
    """Where a run of pieces that together are `length` letters begins, and the run."""
    for first, piece in enumerate(pieces):
        joined, end = "", piece.start()
        for other in pieces[first:]:
            if not _BETWEEN.issuperset(text[end : other.start()]):
                break
            joined, end = joined + other[0], other.end()
            if len(joined) >= length:
                break
        if len(joined) == length:
            yield first, joined


def folios_in(text: str) -> Folios:
    """The folios a text may hold, in capitals.

    >>> folios_in("folio Q8NYDH").all, folios_in("el q8n ydh, es suyo?").all[0], folios_in("Q*8*N*Y*D*H").meant
    (('Q8NYDH',), 'Q8NYDH', True)
    >>> folios_in("mi cuenta por favor").meant, folios_in("").all
    (False, ())
    """
    pieces = list(_PIECE.finditer(text))
    ranked: dict[str, int] = {}
    for first, joined in _joined(text, pieces, LENGTH):
        folio = joined.upper()
        if _LETTERS.fullmatch(folio):
            whole = len(pieces[first][0]) == LENGTH
            named = first > 0 and fold(pieces[first - 1][0]) in _NAMING
            mixed = any(map(str.isdigit, joined)) and not joined.isdigit()
            likely = 3 * mixed + 2 * named + (joined == folio and not joined.isdigit()) + whole
            ranked[folio] = max(likely, ranked.get(folio, 0))
    best = sorted(ranked, key=lambda folio: -ranked[folio])
    return Folios(tuple(best[:MOST]), bool(best and ranked[best[0]] >= 3) or _alone([piece[0] for piece in pieces]))


def _alone(pieces: list[str]) -> bool:
    """Whether one piece as long as a folio is all that was sent, and no word: `123456`, `XXXXXX`."""
    said = [piece for piece in pieces if fold(piece) not in FILLERS | _NAMING]
    return len(said) == 1 and len(said[0]) == LENGTH and not (said[0].islower() and said[0].isalpha())
