"""A sentence as the words we know: by ear, short forms written out, slips mended, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from flows.typed.folding import fold
from flows.understanding.spelling import Mender, sound

MOST_CHARACTERS = 480
"""Of a message that are looked at: three segments."""
MOST_WORDS = 40
"""Words of a sentence that are looked at."""
MENDED = 0.6
"""What a word that had to be mended counts, beside a known one."""
_PIECES = re.compile(r"\d+|[^\W\d]+")
_APOSTROPHES = re.compile("['’´`]")
_SECRET_DIGITS = 6
_SPOKEN = 3
"""Small numbers in a row that are a secret read out, or a telephone: they say nothing of what is wanted."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Short forms and what they stand for, kinds of words that mean the same, and how unknown ones are mended."""

    short: dict[str, tuple[str, ...]]
    kinds: dict[str, str]
    mender: Mender
    known: frozenset[str]
    little: frozenset[str]

    def read(self, text: str) -> tuple[list[str], float]:
        """The words of `text`, mended where they are not known, and how much of what it says is known, 0 to 1.

        A word that had to be mended counts less; one that says little is not counted.
        """
        words: list[str] = []
        telling = known = 0.0
        for word in heard(text, self.short):
            meant = (word,) if word in self.known else self.mender.mend(word)
            words.extend(meant)
            if word not in self.little:
                telling += 1
                known += 1 if word in self.known else MENDED if self.known.issuperset(meant) else 0
        return words, known / telling if telling else float(bool(words))

    def kind(self, word: str) -> str:
        """What a word counts as: its kind where it has one."""
        return self.kinds.get(word, word)


def heard(text: str, short: dict[str, tuple[str, ...]]) -> list[str]:
    """The words of `text` by ear. Secrets are left out: six digits and more, or small numbers in a row."""
    said: list[str] = []
    for piece in _PIECES.findall(fold(_APOSTROPHES.sub("", text[:MOST_CHARACTERS])))[:MOST_WORDS]:
        if not piece.isdigit():
            said.extend(sound(word) for word in short.get(piece, (piece,)))
        elif len(piece) < _SECRET_DIGITS:
            said.append(_number(piece))
    return _without_secrets(said)


def _number(digits: str) -> str:
    """Small numbers tell (`ley 73`); a year is a year, and the rest amounts."""
    if len(digits) <= 2:
        return digits
    return "#year" if len(digits) == 4 and digits[:2] in ("19", "20") else "#many"


_DIGITS = """
cero uno dos tres cuatro cinco seis siete ocho nueve
zero one two three four five six seven eight nine
"""
_FEW = frozenset(map(sound, _DIGITS.split()))


def _without_secrets(said: list[str]) -> list[str]:
    kept: list[str] = []
    row: list[str] = []
    for word in [*said, ""]:
        if word in _FEW or (word.isdigit() and word.isascii()):
            row.append(word)
            continue
        if len(row) < _SPOKEN:
            kept.extend(row)
        row = []
        if word:
            kept.append(word)
    return kept


def features(said: Iterable[str], vocabulary: Vocabulary) -> list[str]:
    """What is weighed: words, what they count as, their beginnings, neighbours, and runs of four letters.

    Words that say little count only beside one that says more.
    """
    words = list(said)
    kinds = [vocabulary.kind(word) for word in words]
    little = vocabulary.little | {"^", "$"}
    found = {word for word in (*words, *kinds) if word not in little}
    edged = ["^", *kinds, "$"]
    found.update(f"{one} {other}" for one, other in pairwise(edged) if not (one in little and other in little))
    telling = ["^", *(kind for kind in kinds if kind not in little)]
    found.update(f"{one}~{other}" for one, other in pairwise(telling))
    for word in words:
        if len(word) > 4:
            found.add(f"{word[:4]}*")
            found.update(f"={word[at : at + 4]}" for at in range(1, len(word) - 3))
    return sorted(found)
