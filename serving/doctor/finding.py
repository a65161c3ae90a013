"""One thing that was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

Level = Literal["well", "look", "ill"]


class Finding(NamedTuple):
    """`says` how it is, in a sentence; `cure`, where something is to be done, what. `look` can wait, `ill` cannot."""

    part: str
    level: Level
    says: str
    cure: str = ""


Findings = Iterator[Finding]


def well(part: str, says: str) -> Finding:
    """Nothing to do."""
    return Finding(part, "well", says)


def graded(part: str, value: float, limits: tuple[float, float], says: str, cure: str) -> Finding:
    """By a value that grows worse: `look` from the first limit on, `ill` from the second."""
    look, ill = limits
    level: Level = "ill" if value >= ill else "look" if value >= look else "well"
    return Finding(part, level, says, "" if level == "well" else cure)
