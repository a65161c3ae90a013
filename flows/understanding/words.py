"""A sentence as the words we know: by ear, short forms written out, slips mended, numbers as numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from flows.typed.folding import simplify
from flows.understanding.spelling import Mender, sound

MOST_CHARACTERS = 480
"""Of a message that are looked at: three segments."""
MOST_WORDS = 40
"""Words of a sentence that are looked at."""
MENDED = 0.6
"""What a word that had to be mended counts, beside a known one."""
RUN = 4
"""Letters of a run that is weighed."""
_PIECES = re.compile(r"\d+|[^\W\d]+")
_APOSTROPHES = re.compile("['’´`]")
_SECRET_DIGITS = 6
_SPOKEN = 3
"""Small numbers in a row that are a secret read out, or a telephone: they say nothing of what is wanted."""


Spelled = tuple[str, str]
"""A word by ear, and as it was typed."""


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
        for word, typed in self._joined(spelled(text, self.short)):
            meant = (word,) if word in self.known else self.mender.mend(word, typed)
            words.extend(meant)
            if word not in self.little:
                telling += 1
                known += 1 if word in self.known else MENDED if self.known.issuperset(meant) else 0
        return words, known / telling if telling else float(bool(words))

    def _joined(self, said: list[Spelled]) -> list[Spelled]:
        """The words, with two that are one made one: `pre calificación`."""
        words: list[Spelled] = []
        for word, typed in said:
            if words and (one := words[-1][0] + word) in self.known and not self.known.issuperset((words[-1][0], word)):
                words[-1] = one, one
            else:
                words.append((word, typed))
        return words

    def kind(self, word: str) -> str:
        """What a word counts as: its kind where it has one."""
        return self.kinds.get(word, word)


def heard(text: str, short: dict[str, tuple[str, ...]]) -> list[str]:
    """The words of `text` by ear, as in `spelled`."""
    return [word for word, _ in spelled(text, short)]


def spelled(text: str, short: dict[str, tuple[str, ...]]) -> list[Spelled]:
    """The words of `text` by ear, each with how it was typed.

    Secrets are left out: six digits and more, or small numbers in a row.
    """
    said: list[Spelled] = []
    for piece in _PIECES.findall(simplify(_APOSTROPHES.sub("", text[:MOST_CHARACTERS])))[:MOST_WORDS]:
        if not piece.isdigit():
            said.extend((sound(word), word) for word in short.get(piece, (piece,)))
        elif len(piece) < _SECRET_DIGITS:
            said.append((_number(piece), piece))
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


def _without_secrets(said: list[Spelled]) -> list[Spelled]:
    kept: list[Spelled] = []
    row: list[Spelled] = []
    for word in [*said, ("", "")]:
        if word[0] in _FEW or (word[0].isdigit() and word[0].isascii()):
            row.append(word)
            continue
        if len(row) < _SPOKEN:
            kept.extend(row)
        row = []
        if word[0]:
            kept.append(word)
    return kept


_HELLO = "hola buenas buenos buen tarde tardes dias dia noches que tal disculpe hello hi"
_GREETING = frozenset(map(sound, _HELLO.split()))
_ENOUGH = 2
"""Words that tell something, beside which a greeting tells nothing."""


def without_greeting(said: list[str], vocabulary: Vocabulary) -> list[str]:
    """The words after the greeting, where they say enough: `hola buenas tardes quería saber …`."""
    start = next((at for at, word in enumerate(said) if word not in _GREETING), len(said))
    rest = said[start:]
    return rest if sum(word not in vocabulary.little for word in rest) >= _ENOUGH else said


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
        if len(word) > RUN:
            found.add(f"{word[:RUN]}*")
        if word not in little:
            edged_word = f"<{word}>"
            found.update(f"={edged_word[at : at + RUN]}" for at in range(len(edged_word) - RUN + 1))
    return sorted(found)
