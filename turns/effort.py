"""What one line may take of a process, and what hashing may take of it for all lines together.

A turn is computed by one thread, so whoever sends without end makes everybody wait. Each line has a purse of computing
time, and another of hashes; everybody's hashing has one too. Who has spent theirs is told to wait, before anything is
read or counted. Kept in the process: it costs no round trip, and forgets with it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from config.hashing import Hashes

LINE_SHARE = 0.2
"""Of a process's time: what a line may go on taking."""
LINE_SECONDS = 3.0
"""So many seconds' share a line may take at once: hundreds of turns."""
HASHES, HASH_PURSE = 1.0, 30.0
"""Hashes a second a line may go on asking for, and how many at once. A registration takes four, a NIP one."""
ALL_SHARE, ALL_PURSE = 0.8, 2.0
"""Of a process's time: what hashing may take for all lines together, and seconds of it at once."""
MOST_CHARGED = 0.050
"""Seconds charged at most for waiting for another turn of the same line: its holder may have died."""
LINES_KEPT = 10_000


class Wait(Exception):
    """This line, or everybody together, has to wait a moment."""


@dataclass
class Purse:
    """Refilled by `rate` a second up to `most`; spending may overdraw it. Full at first."""

    rate: float
    most: float
    _full_at: dict[str, float] = field(default_factory=dict)

    def has_any(self, whose: str, now: float) -> bool:
        """Whether there is something left."""
        full_at = self._full_at.get(whose)
        return full_at is None or (full_at - now) * self.rate < self.most

    def spend(self, whose: str, amount: float, now: float) -> None:
        """Take from it. Full purses are forgotten when there are many."""
        self._full_at[whose] = max(self._full_at.get(whose, now), now) + amount / self.rate
        if len(self._full_at) > LINES_KEPT:
            self._full_at = {name: full_at for name, full_at in self._full_at.items() if full_at > now}


class Effort:
    """The purses of one process. `now` and `computed` are clocks in seconds: of the wall, and of this thread's CPU."""

    def __init__(
        self,
        now: Callable[[], float] = time.monotonic,
        computed: Callable[[], float] = time.thread_time,
        share: float = LINE_SHARE,
    ) -> None:
        self._now = now
        self.computed = computed
        self._turns = Purse(share, share * LINE_SECONDS)
        self._hashes = Purse(HASHES, HASH_PURSE)
        self._everybody = Purse(ALL_SHARE, ALL_PURSE)

    def admits(self, line: str) -> bool:
        """Whether a turn of this line may be taken now."""
        return self._turns.has_any(line, self._now())

    def took(self, line: str, seconds: float, waited: float = 0.0) -> None:
        """A turn took so long to compute, and waited so long for another of its line."""
        self._turns.spend(line, seconds + min(waited, MOST_CHARGED), self._now())

    def hash(self, line: str, work: Callable[[], bool | str]) -> bool | str:
        """Do a hash for this line. Raises Wait when it, or everybody, had too many."""
        now = self._now()
        if not self._hashes.has_any(line, now):
            self._turns.spend(line, self._turns.most, now)  # what comes next is not even looked at for a while
            raise Wait
        if not self._everybody.has_any("", now):
            raise Wait
        self._hashes.spend(line, 1.0, now)
        began = self.computed()
        try:
            return work()
        finally:
            self._everybody.spend("", self.computed() - began, now)


@dataclass(frozen=True, slots=True)
class Thrifty:
    """A hasher that asks first."""

    hasher: Hashes
    effort: Effort
    line: str

    def seal(self, secret: str) -> str:
        """As the hasher does. Raises Wait."""
        return str(self.effort.hash(self.line, lambda: self.hasher.seal(secret)))

    def matches(self, sealed: str, secret: str) -> bool:
        """As the hasher does. Raises Wait."""
        return bool(self.effort.hash(self.line, lambda: self.hasher.matches(sealed, secret)))

    def signatures(self, text: str) -> tuple[bytes, ...]:
        """As the hasher does; it costs next to nothing."""
        return self.hasher.signatures(text)
