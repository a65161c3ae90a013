"""One line of the benchmark's table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """A figure of ours and what stands beside it; `holds` tells whether the aim is met, `aim` says what it is.

    `figures` are the measured values behind the words, for the file; their names end in the unit.
    """

    what: str
    ours: str
    beside: str
    ratio: str
    aim: str
    holds: bool
    figures: Mapping[str, float] = field(default_factory=dict)

    @classmethod
    def of_rates(cls, what: str, ours: tuple[float, str], bare: tuple[float, str], aim: str, *, holds: bool) -> Row:
        """Two rates, each with its unit."""
        (rate, unit), (floor, floor_unit) = ours, bare
        words = f"{rate:,.0f} {unit}", f"{floor:,.0f} {floor_unit}", f"{rate / floor:.2f} x"
        return cls(what, *words, aim, holds)
