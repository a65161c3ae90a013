"""A long text as several messages, numbered, each one whole in itself."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from gsm7.atoms import atoms, cut, pack_atoms
from gsm7.count import ONE_PART, measure


def split(text: str) -> list[str]:
    """The text in messages of one segment, `1/3 …`, cut between words, never inside an amount or a reference.

    A text of one segment comes back alone, without a number; an empty one is no message.
    """
    kind, size = measure(text)
    limit = ONE_PART[kind]
    if not text.strip():
        return []
    if size <= limit:
        return [text]

    def weigh(piece: str) -> int:  # a part of an UCS-2 text is sent as UCS-2 even where its letters are all GSM-7
        return measure(piece)[1] if kind == "GSM7" else len(piece.encode("utf-16-le", "surrogatepass")) // 2

    for digits in count(1):  # of the total: its numbers have to fit too
        parts = _parts(text, limit - 2 * digits - 2, weigh)
        if len(str(len(parts))) <= digits:
            break
    return [f"{number}/{len(parts)} {part}" for number, part in enumerate(parts, 1)]


def _parts(text: str, room: int, weigh: Callable[[str], int]) -> list[str]:
    pieces = [piece for atom in atoms(text) for piece in cut(atom, room, weigh)]
    return pack_atoms(pieces, weigh, lambda _index, _last: room)
