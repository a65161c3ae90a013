"""What an effect is."""

from __future__ import annotations

from collections.abc import Iterable

from flows.records.record import Record


class Effect(Record):
    """Something a turn wants done; it names neither the line that talks nor its account."""


class Miss(Effect):
    """What counts against who tries; it stands whatever becomes of the rest of the turn."""


def misses(effects: Iterable[Effect]) -> tuple[Miss, ...]:
    """Those of the effects that count a wrong try."""
    return tuple(effect for effect in effects if isinstance(effect, Miss))
