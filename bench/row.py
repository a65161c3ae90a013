"""One line of the benchmark's table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours and what stands beside it; `holds` tells whether the aim is met, `aim` says what it is."""

    what: str
    ours: str
    beside: str
    ratio: str
    aim: str
    holds: bool
