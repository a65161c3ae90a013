"""Which of those we call may be called: one that fails too often gets nothing for a while, then gradually more.

Shares and counts live in Redis, so that all processes agree. Every step is kept only if it goes well, and every change
is recorded with its reason.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from redis import Redis

WINDOW = 60
"""Seconds over which calls are counted."""

TRIP_AT = 8
"""Failed calls in the window that trip, if they are also half of all calls."""

STEPS = (0, 5, 25, 100)
"""Per cent of its calls that one that has tripped gets, step by step."""

STEP_SECONDS = 30

RecordShift = Callable[[str, int, str, datetime], None]
"""Keeps a change on record: whose, share in per cent, reason, moment."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, eq=False)
class Breaker:
    """Of some that can be called, by name."""

    names: Collection[str]
    redis: Redis
    record: RecordShift
    clock: Callable[[], datetime]
    step_seconds: float = STEP_SECONDS
    trip_at: int = TRIP_AT

    def shares(self) -> dict[str, int]:
        """The share of its calls that each gets, in per cent; a resting one none. Raises RedisError."""
        now = self.clock().timestamp()
        keys = [key for name in self.names for key in (f"route:tripped:{name}", f"route:rest:{name}")]
        kept = iter(self.redis.mget(keys))
        return {
            name: 0 if rest else self._share(name, tripped, now)
            for name, tripped, rest in zip(self.names, kept, kept, strict=True)
        }

    def _share(self, name: str, tripped: bytes | str | None, now: float) -> int:
        if tripped is None:
            return 100
        step = int((now - float(tripped)) / self.step_seconds)
        if step < len(STEPS) - 1:
            return STEPS[max(step, 0)]
        if self.redis.delete(f"route:tripped:{name}"):
            self.record(name, 100, "recovered", self.clock())
        return 100

    def rest(self, name: str, seconds: float) -> None:
        """Give one that asked for it a moment's peace. Raises RedisError."""
        self.redis.set(f"route:rest:{name}", 1, px=max(1, int(seconds * 1000)))

    def report(self, name: str, good: int, bad: Sequence[str]) -> bool:
        """Count calls that ended well and those where it was at fault, by reason; True when that trips it.

        Raises RedisError.
        """
        moment = self.clock()
        window = int(moment.timestamp()) // WINDOW
        with self.redis.pipeline(transaction=False) as pipe:
            for kind, count in (("good", good), ("bad", len(bad))):
                for of in (window, window - 1):
                    pipe.incrby(f"route:{kind}:{name}:{of}", count if of == window else 0)
                    pipe.expire(f"route:{kind}:{name}:{of}", 2 * WINDOW)
            answers = pipe.execute()
        goods, bads = answers[0] + answers[2], answers[4] + answers[6]
        trips = bool(bad) and bads >= self.trip_at and bads >= goods
        if trips:
            self._trip(name, bad[-1], window, moment)
        return trips

    def _trip(self, name: str, reason: str, window: int, moment: datetime) -> None:
        fresh = self.redis.set(f"route:tripped:{name}", moment.timestamp(), ex=3600, get=True) is None
        self.redis.delete(*(f"route:{kind}:{name}:{of}" for kind in ("good", "bad") for of in (window, window - 1)))
        if fresh:
            _log.warning("%s fails (%s): it is given no calls for a while", name, reason)
            self.record(name, 0, reason, moment)
