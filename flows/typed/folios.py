"""Finding a message's folio in whatever is sent for it: alone, spaced or starred, with words, or the whole message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.typed.courtesies import FILLERS
from flows.typed.folding import simplify

LENGTH = 6
GROUP = 4
"""Letters that codes are written in at a time."""
MOST = 12
"""Looked up of one text; the likeliest come first."""

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What folios are made of: digits and capitals that nobody mistakes for another when read aloud or typed."""

_LETTERS = re.compile(f"[{LETTERS}]+")
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
    >>> codes_in("XENAAA-QVUJ", 10).meant, codes_in("checar mensaje", 10).meant
    (True, False)
    """
    pieces = list(_PIECE.finditer(text))
    found = [run for _, run in _runs(text, pieces, length) if _LETTERS.fullmatch("".join(run).upper())]
    meant = any(
        all(len(piece) % 2 == 0 for piece in run) and (mixed("".join(run)) or (len(run) > 1 and "-".join(run) in text))
        for run in found
    )
    return Folios(tuple(dict.fromkeys("".join(run).upper() for run in found))[:MOST], meant)


def a_piece_of_a_code(text: str) -> bool:
    """Whether a text holds what only a code can be, of whatever length: one of which letters were lost.

    >>> a_piece_of_a_code("F9BT-5CGT-DFCH"), a_piece_of_a_code("k7m2q 85731.40"), a_piece_of_a_code("un 2x1 de la tele")
    (True, True, False)
    """
    pieces = (piece[0] for piece in _PIECE.finditer(text))
    return any(len(piece) >= GROUP and mixed(piece) and _LETTERS.fullmatch(piece.upper()) for piece in pieces)


def mixed(code: str) -> bool:
    """Whether a code has a digit and a letter, as no word has; codes that are given out have."""
    return any(map(str.isdigit, code)) and not code.isdigit()


def _runs(text: str, pieces: list[re.Match[str]], length: int) -> Iterator[tuple[int, list[str]]]:
    """Where a run of pieces that together are `length` letters begins, and the run."""
    for first, piece in enumerate(pieces):
        run: list[str] = []
        end = piece.start()
        for other in pieces[first:]:
            if not _BETWEEN.issuperset(text[end : other.start()]):
                break
            run.append(other[0])
            end = other.end()
            if sum(map(len, run)) >= length:
                break
        if sum(map(len, run)) == length:
            yield first, run


def folios_in(text: str) -> Folios:
    """The folios a text may hold, in capitals.

    >>> folios_in("folio Q8NYDH").all, folios_in("el q8n ydh, es suyo?").all[0], folios_in("Q*8*N*Y*D*H").meant
    (('Q8NYDH',), 'Q8NYDH', True)
    >>> folios_in("mi cuenta por favor").meant, folios_in("").all
    (False, ())
    """
    pieces = list(_PIECE.finditer(text))
    ranked: dict[str, int] = {}
    for first, run in _runs(text, pieces, LENGTH):
        joined = "".join(run)
        folio = joined.upper()
        if _LETTERS.fullmatch(folio):
            whole = len(pieces[first][0]) == LENGTH
            named = first > 0 and simplify(pieces[first - 1][0]) in _NAMING
            likely = 3 * mixed(joined) + 2 * named + (joined == folio and not joined.isdigit()) + whole
            ranked[folio] = max(likely, ranked.get(folio, 0))
    best = sorted(ranked, key=lambda folio: -ranked[folio])
    return Folios(tuple(best[:MOST]), bool(best and ranked[best[0]] >= 3) or _alone([piece[0] for piece in pieces]))


def _alone(pieces: list[str]) -> bool:
    """Whether one piece as long as a folio is all that was sent, and no word: `123456`, `XXXXXX`."""
    said = [piece for piece in pieces if simplify(piece) not in FILLERS | _NAMING]
    return len(said) == 1 and len(said[0]) == LENGTH and not (said[0].islower() and said[0].isalpha())
