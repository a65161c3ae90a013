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


@lru_cache(maxsize=4096)
def sound(word: str) -> str:
    """How a folded word sounds, spelled one way."""
    word = _DOUBLE_L.sub("y", word)
    for pattern, becomes in _BY_EAR:
        word = pattern.sub(becomes, word)
    return word


class Mender:
    """Finds the known word that was meant: one letter missing, added, changed or swapped; or several words joined."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset(known)
        self._near: dict[str, str] = {}
        for word in sorted(self._known, key=lambda word: (len(word), word)):
            if len(word) >= LEAST_LETTERS:
                for shorter in _shortened(word):
                    self._near.setdefault(shorter, word)

    def mend(self, word: str) -> tuple[str, ...]:
        """The known words that were probably meant; the word itself where none is near."""
        if word in self._known or len(word) < LEAST_LETTERS:
            return (word,)
        found = self._nearest(word)
        return (found,) if found else self._parted(word) or (word,)

    def _nearest(self, word: str) -> str | None:
        for shorter in _shortened(word):
            if shorter in self._known and len(shorter) >= LEAST_LETTERS and _may_be(word, shorter):
                return shorter
        near = (self._near.get(one) for one in (word, *_shortened(word)))
        return next((found for found in near if found and _may_be(word, found)), None)

    def _parted(self, word: str, most: int = 3) -> tuple[str, ...]:
        """The word as two or three known ones, the longest first; nothing where it cannot be parted."""
        if word in self._known:
            return (word,)
        if most > 1:
            for at in range(len(word) - 2, 2, -1):
                if word[:at] in self._known and (rest := self._parted(word[at:], most - 1)):
                    return (word[:at], *rest)
        return ()


def _may_be(word: str, meant: str) -> bool:
    """People begin a short word rightly; a slip at its first letter is another word."""
    return word[0] == meant[0] or min(len(word), len(meant)) >= LONG


def _shortened(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
