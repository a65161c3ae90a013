"""A text as the pieces that may not be cut: words, amounts, and references written in groups."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

_GROUP = r"(?=[A-Z]*[0-9*])[0-9A-Z*]++"
_ATOM = re.compile(
    rf"\$[ ][0-9]\S*+"  # "$ 1,234.56"
    rf"|(?:\S*[:(#$])?{_GROUP}(?:[ ]{_GROUP})++\S*+"  # "CLABE:0211 8055 0300 0508 11."
    rf"|\S++"
)


@dataclass(frozen=True, slots=True)
class Atom:
    """What stays together, and the white space before it, which is lost where a page begins."""

    gap: str
    text: str


def atoms(text: str) -> Iterator[Atom]:
    """The atoms of a text, in order; white space at its end is dropped.

    >>> [atom.text for atom in atoms("Paga $ 1,234.56 a la CLABE 0211 8055 03 hoy")]
    ['Paga', '$ 1,234.56', 'a', 'la', 'CLABE', '0211 8055 03', 'hoy']
    """
    end = 0
    for found in _ATOM.finditer(text):
        yield Atom(text[end : found.start()], found[0])
        end = found.end()


def cut(atom: Atom, room: int, weigh: Callable[[str], int]) -> Iterator[Atom]:
    """The atom, or, when it is too long for any page, its words, or at worst the letters that fit."""
    if weigh(atom.text) <= room:
        yield atom
        return
    gap = atom.gap
    for word in atom.text.split():
        while weigh(word) > room:
            most = room
            while weigh(word[:most]) > room:
                most -= 1
            yield Atom(gap, word[:most])
            gap, word = "", word[most:]
        if word:
            yield Atom(gap, word)
        gap = " "


def pack_atoms(
    pieces: list[Atom], weigh: Callable[[str], int], room: Callable[[int, bool], int], by_lines: bool = False
) -> list[str]:
    """The pieces on few pages, in order.

    `room(index, last)` is what fits on a page; `last` when none follows it. No piece may be heavier than the
    smallest room (see `cut`). `by_lines` ends a page with a whole line where that leaves it at least half full.
    """
    sizes = [(weigh(piece.gap), weigh(piece.text)) for piece in pieces]
    left = sum(gap + body for gap, body in sizes)
    pages: list[str] = []
    begin = 0
    while begin < len(pieces):
        left -= sizes[begin][0]  # no page starts with white space
        used, end = sizes[begin][1], begin + 1
        if left <= room(len(pages), True):
            used, end = left, len(pieces)
        most = room(len(pages), False)
        line_used = line_end = 0
        while end < len(pieces):
            if "\n" in pieces[end].gap:
                line_used, line_end = used, end
            if used + sum(sizes[end]) > most:
                if by_lines and 2 * line_used >= most:
                    used, end = line_used, line_end
                break
            used += sum(sizes[end])
            end += 1
        first, *rest = pieces[begin:end]
        pages.append(first.text + "".join(piece.gap + piece.text for piece in rest))
        left -= used
        begin = end
    return pages
