"""Words as they sound: how people write with twelve keys, in a hurry, or as they speak.

Spelled by ear, `kiero`, `quiero` and `QUIERO` are one word, and so are `bibienda` and `vivienda`, `aorro` and `ahorro`.

>>> sound("quiero"), sound("kiero"), sound("vivienda"), sound("bibienda"), sound("hacienda"), sound("acienda")
('kiero', 'kiero', 'bibienda', 'bibienda', 'asienda', 'asienda')
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

_BY_EAR = tuple(
    (re.compile(pattern), becomes)
    for pattern, becomes in (
        (r"(.)\1+", r"\1"),
        (r"ch", "¢"),
        (r"hu(?=[aeio])", "gu"),
        (r"h", ""),
        (r"qu(?=[ei])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"[cq]", "k"),
        (r"z", "s"),
        (r"gu(?=[ei])", "g"),
        (r"g(?=[ei])", "j"),
        (r"v", "b"),
        (r"w", "gu"),
        (r"n(?=[bp])", "m"),
        (r"x", "s"),
        (r"y$", "i"),
        (r"(.)\1+", r"\1"),
        (r"¢", "ch"),
    )
)
_DOUBLE_L = re.compile(r"ll")
LEAST_LETTERS = 4
"""Of a word that may be mended; shorter ones are too near each other."""
LONG = 6
"""Letters from which even the first may be a slip."""
MOST_LETTERS = 40
"""Of a word that may be several joined."""
LEAST_PART = 2
LETTERS_A_PART = 3
"""On average, of words that were joined; shorter ones are found in anything."""


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How a folded word sounds, spelled one way."""
    word = _DOUBLE_L.sub("y", word)
    for pattern, becomes in _BY_EAR:
        word = pattern.sub(becomes, word)
    return word


class Mender:
    """Finds the known word that was meant: one letter missing, added, changed or swapped; or several words joined.

    `known` are words by ear, those that are said most often first: of several that are near, it is the first.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = {word: rank for rank, word in enumerate(known)}
        self._near: dict[str, str] = {}
        for word in self._known:
            if len(word) >= LEAST_LETTERS:
                for shorter in _shortened(word):
                    self._near.setdefault(shorter, word)

    @property
    def words(self) -> tuple[str, ...]:
        """Every known word, in order."""
        return tuple(self._known)

    def mend(self, word: str, typed: str = "") -> tuple[str, ...]:
        """The known words that were probably meant; the word itself where none is near.

        `typed` is how it was spelled: two letters that were swapped may sound otherwise.
        """
        if word in self._known or len(word) < LEAST_LETTERS:
            return (word,)
        found = self._nearest(word, typed)
        return (found,) if found else self._parted(word) or (word,)

    def _nearest(self, word: str, typed: str) -> str | None:
        swapped = (sound(one) for one in _swapped(typed))
        shorter = [one for one in _shortened(word) if len(one) >= LEAST_LETTERS]
        near = [self._near.get(one) for one in (word, *_shortened(word))]
        meant = {one for one in (*swapped, *shorter, *near) if one in self._known and _may_be(word, one)}
        return min(meant, key=self._known.__getitem__, default=None)

    def _parted(self, word: str) -> tuple[str, ...]:
        """The word as the fewest known ones it is made of; nothing where it cannot be parted."""
        if len(word) > MOST_LETTERS:
            return ()
        ways: list[tuple[str, ...] | None] = [(), *[None] * len(word)]
        for end in range(LEAST_PART, len(word) + 1):
            for start in range(end - LEAST_PART + 1):
                before, last = ways[start], word[start:end]
                if before is not None and last in self._known and len(before) < len(ways[end] or word):
                    ways[end] = (*before, last)
        found = ways[-1] or ()
        return found if len(found) * LETTERS_A_PART <= len(word) else ()


def _may_be(word: str, meant: str) -> bool:
    """People begin a short word rightly; a slip at its first letter is another word."""
    return word[0] == meant[0] or min(len(word), len(meant)) >= LONG


def _swapped(typed: str) -> Iterator[str]:
    return (typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :] for at in range(len(typed) - 1))


def _shortened(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
