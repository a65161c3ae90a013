"""How much lines that nobody knows may make this service answer: each by itself, and all of them together, in a day.

A line's own messages are counted where its turn is claimed. What all of them were answered is counted by each process
and told to Redis every so many, so that an ordinary turn asks nothing more; processes then know each other's, a
little late.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from flows.records.record import Record
from flows.saying.text import T, Text
from turns.store import DialogStore

ENOUGH = T("Hoy ya te contestamos muchos mensajes y no podemos seguir por aquí. Escribe mañana o llama al {infonatel}.")
CROWDED = T("Hoy ya no podemos atender más celulares sin cuenta. Escribe mañana o llama al {infonatel}.")

TOLD_EVERY = 20
"""Answers after which a process tells Redis of them."""
KNOWN_KEPT = 10_000
"""Lines with an account that a process remembers for the day, so that one that writes a lot is looked up once."""


class StrangerLimits(Record):
    """Messages a day that are answered to one line without an account, and to all of them."""

    line: int
    all: int


class Ceilings:
    """One for a process. `clock` tells when a day ends (UTC)."""

    def __init__(self, limits: StrangerLimits, store: DialogStore, clock: Callable[[], datetime]) -> None:
        self._limits = limits
        self._store = store
        self._clock = clock
        self._day: date | None = None
        self._untold = self._together = 0
        self._known: dict[str, None] = {}

    def reached(self, line: str, messages: int, known: Callable[[], bool]) -> Text | None:
        """What there is to say; None while neither ceiling is reached.

        `messages` are the line's of the day; `known`, whether it has an account, is asked only when it matters.
        """
        crowded = self._same_day() and self._together >= self._limits.all
        if (messages <= self._limits.line and not crowded) or line in self._known:
            return None
        if known():
            if len(self._known) >= KNOWN_KEPT:
                self._known.pop(next(iter(self._known)))
            self._known[line] = None
            return None
        return ENOUGH if messages > self._limits.line else CROWDED

    def said_before(self, mark: str) -> bool:
        """Whether the line with this mark was told today; from now on it was."""
        return self._store.times(f"enough {self._day} {mark}", 24 * 60 * 60) > 1

    def answered(self) -> None:
        """A line without an account was answered."""
        self._same_day()
        self._untold += 1
        if self._untold >= TOLD_EVERY:
            self._together = self._store.add(f"strangers:{self._day}", self._untold, 2 * 24 * 60 * 60)
            self._untold = 0

    def _same_day(self) -> bool:
        """Whether the counts are still today's; a new day begins with none."""
        today = self._clock().date()
        if today == self._day:
            return True
        self._day, self._untold, self._together = today, 0, 0
        self._known.clear()
        return False
