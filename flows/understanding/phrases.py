"""What people say, from the text files beside this one: `phrases/*/SERVICE.txt`, one phrase a line."""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from pathlib import Path

from flows.typed.folding import simplify
from flows.understanding.spelling import Mender, sound
from flows.understanding.words import Vocabulary, heard

HERE = Path(__file__).parent
NOISE = "noise"
"""The file of what is about none of our services."""
MOST_WAYS = 24
"""Of saying one line that are learned from; of more, a choice that is always the same."""
_WAYS = re.compile(r"\(([^()]*)\)")


def lines(path: Path) -> Iterator[str]:
    """The lines of a file that are neither empty nor a remark."""
    for line in path.read_text("utf-8").splitlines():
        if (said := line.strip()) and not said.startswith("#"):
            yield said


def phrases() -> Iterator[tuple[str, str]]:
    """Every service with each of its phrases."""
    for path in _files():
        for phrase in dict.fromkeys(one for line in lines(path) for one in ways(line)):
            yield path.stem, phrase


def ways(line: str) -> list[str]:
    """The phrases of a line: `(quiero|necesito) pagar (ya|)` is four of them.

    >>> ways("(quiero|necesito) pagar (ya|)")
    ['necesito pagar', 'necesito pagar ya', 'quiero pagar', 'quiero pagar ya']
    >>> ways("pagar")
    ['pagar']
    """
    parts = [part.split("|") if at % 2 else [part] for at, part in enumerate(_WAYS.split(line))]
    every = sorted({" ".join("".join(chosen).split()) for chosen in product(*parts)})
    if len(every) > MOST_WAYS:
        every = sorted(sorted(every, key=lambda way: zlib.crc32(way.encode()))[:MOST_WAYS])
    return every


def digest() -> str:
    """What the weights have to be learned anew for: any change of the phrases, of the words or of how they are read."""
    told = hashlib.sha256()
    code = (HERE / name for name in ("spelling.py", "words.py", "learning.py"))
    for path in (*_files(), *sorted(HERE.glob("*.txt")), *code, HERE.parent / "typed" / "folding.py"):
        told.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return told.hexdigest()


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Short forms, each with the words it stands for."""
    pairs = (line.split(" ", 1) for line in lines(HERE / "spellings.txt"))
    return {form: tuple(simplify(meant).split()) for form, meant in pairs}


@cache
def kinds() -> dict[str, str]:
    """Words by ear, each with the kind it counts as."""
    found = {}
    for line in lines(HERE / "same.txt"):
        kind, words = line.split(":", 1)
        found.update(dict.fromkeys((sound(word) for word in simplify(words).split()), f"#{kind}"))
    return found


@cache
def little() -> frozenset[str]:
    """Words by ear that say little of what is wanted."""
    return frozenset(sound(word) for line in lines(HERE / "little.txt") for word in line.split())


def vocabulary(known: Sequence[str] | None = None) -> Vocabulary:
    """How sentences are read; without `known`, with every word of the phrases and kinds, those said most first."""
    if known is None:
        said = Counter(word for _, phrase in phrases() for word in heard(phrase, short_forms()))
        said.update(dict.fromkeys(kinds(), 1))
        known = sorted(said, key=lambda word: (-said[word], word))
    return Vocabulary(short_forms(), kinds(), Mender(known), frozenset(known), little())


def _files() -> list[Path]:
    return sorted((HERE / "phrases").glob("*/*.txt"))
