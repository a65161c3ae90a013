"""What an effect is."""

from __future__ import annotations

from collections.abc import Iterable


class Effect:
    """Something a turn wants done: a small frozen fact that names neither the line that talks nor its account."""

    __slots__ = ()


class Miss(Effect):
    """What counts against who tries; it stands whatever becomes of the rest of the turn."""

    __slots__ = ()


def misses(effects: Iterable[Effect]) -> tuple[Miss, ...]:
    """Those of the effects that count a wrong try."""
    return tuple(effect for effect in effects if isinstance(effect, Miss))
