"""Finding a message's folio in whatever is sent for it: alone, spaced or starred, with words, or the whole message."""

from __future__ import annotations

import re
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


def folios_in(text: str) -> Folios:
    """The folios a text may hold, in capitals.

    >>> folios_in("folio Q8NYDH").all, folios_in("el q8n ydh, es suyo?").all[0], folios_in("Q*8*N*Y*D*H").meant
    (('Q8NYDH',), 'Q8NYDH', True)
    >>> folios_in("mi cuenta por favor").meant, folios_in("").all
    (False, ())
    """
    pieces = list(_PIECE.finditer(text))
    ranked: dict[str, int] = {}
    for first, piece in enumerate(pieces):
        joined, end = "", piece.start()
        for other in pieces[first:]:
            if not _BETWEEN.issuperset(text[end : other.start()]):
                break
            joined, end = joined + other[0], other.end()
            if len(joined) >= LENGTH:
                break
        folio = joined.upper()
        if len(joined) == LENGTH and _LETTERS.fullmatch(folio):
            whole = len(piece[0]) == LENGTH
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
