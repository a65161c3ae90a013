"""The one clock. Whoever needs the time is given it; nothing else asks the system."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

MEXICO = ZoneInfo("America/Mexico_City")
"""The institution's own zone: the date on its files and in its texts."""

_SHIFT = re.compile(r"([+-]\d{1,5})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


class Clock:
    """Tells the time in UTC: the system's, moved by a shift, or standing still."""

    def __init__(self, shift: timedelta = timedelta(), frozen: datetime | None = None) -> None:
        self._shift = shift
        self._frozen = frozen

    @classmethod
    def told(cls, text: str | None) -> Clock:
        """A clock as the `TODAY` setting words it; raises `ValueError` for anything else.

        Nothing: the real time. `2026-11-23`: today is that day and time runs on. `2026-11-23T10:00-06:00`: time
        stands there. `+36h`, `-2d`, `+90m`: the real time, moved.
        """
        if not text:
            return cls()
        if moved := _SHIFT.fullmatch(text):
            return cls(int(moved[1]) * _UNITS[moved[2]])
        if len(text) == len("2026-11-23"):
            return cls(date.fromisoformat(text) - datetime.now(MEXICO).date())
        frozen = datetime.fromisoformat(text)
        if frozen.tzinfo is None:
            raise ValueError("a moment needs its zone, as in 2026-11-23T10:00-06:00")
        return cls(frozen=frozen)

    def now(self) -> datetime:
        """This moment, aware, in UTC."""
        return (self._frozen or datetime.now(UTC)).astimezone(UTC) + self._shift

    __call__ = now

    def today(self) -> date:
        """The institution's date."""
        return self.now().astimezone(MEXICO).date()

    def move(self, by: timedelta) -> None:
        """Let time pass: for tests, and for the demo's own clock."""
        self._shift += by
