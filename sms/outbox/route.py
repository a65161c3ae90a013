"""Which provider gets the next messages: the preferred one, until it fails too often; then gradually again.

Shares and counts live in Redis, so that all senders agree. A provider that fails trips to no traffic at all and
is given back in steps, each kept only if it goes well. Every change is recorded with its reason.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from redis import Redis

from sms.providers.base import Provider

WINDOW = 60
"""Seconds over which a provider's calls are counted."""

TRIP_AT = 8
"""Failed calls in the window that trip a provider, if they are also half of its calls."""

STEPS = (0, 5, 25, 100)
"""Per cent of its traffic a tripped provider has, step by step."""

STEP_SECONDS = 30

SEEN = timedelta(seconds=0.25)
"""How long the shares are taken as they were last seen."""

Record = Callable[[str, int, str, datetime], None]
"""Keeps a change on record: provider, share in per cent, reason, moment."""

_log = logging.getLogger(__name__)


class Route:
    """The providers of one channel, in order of preference."""

    def __init__(
        self,
        providers: Sequence[Provider],
        redis: Redis,
        record: Record,
        clock: Callable[[], datetime],
        *,
        step_seconds: float = STEP_SECONDS,
        trip_at: int = TRIP_AT,
    ) -> None:
        self.providers = {provider.name: provider for provider in providers}
        self._redis = redis
        self._record = record
        self._clock = clock
        self._step_seconds = step_seconds
        self._trip_at = trip_at
        self._seen: dict[str, int] = {}
        self._seen_until = clock()

    def choose(self) -> Provider | None:
        """Where the next messages go; None while no provider can be used."""
        now = self._clock()
        if not self._seen or now >= self._seen_until:
            self._seen, self._seen_until = self.shares(), now + SEEN
        shares = self._seen
        usable = [name for name, share in shares.items() if share]
        for name in usable:
            if random.random() * 100 < shares[name]:  # noqa: S311 - spreads load, keeps no secret
                return self.providers[name]
        return self.providers[usable[-1]] if usable else None

    def shares(self) -> dict[str, int]:
        """Each provider's share of the traffic that reaches it, in per cent; a resting one has none."""
        now = self._clock().timestamp()
        keys = [key for name in self.providers for key in (f"route:tripped:{name}", f"route:rest:{name}")]
        kept = iter(self._redis.mget(keys))
        return {
            name: 0 if rest else self._share(name, tripped, now)
            for name, tripped, rest in zip(self.providers, kept, kept, strict=True)
        }

    def _share(self, name: str, tripped: bytes | str | None, now: float) -> int:
        if tripped is None:
            return 100
        step = int((now - float(tripped)) / self._step_seconds)
        if step < len(STEPS) - 1:
            return STEPS[max(step, 0)]
        if self._redis.delete(f"route:tripped:{name}"):
            self._record(name, 100, "recovered", self._clock())
        return 100

    def rest(self, name: str, seconds: float) -> None:
        """Give a provider that asked for it a moment's peace."""
        self._seen = {}
        self._redis.set(f"route:rest:{name}", 1, px=max(1, int(seconds * 1000)))

    def report(self, name: str, good: int, bad: Sequence[str]) -> None:
        """Count calls that ended well and those where the provider was at fault, by reason."""
        moment = self._clock()
        window = int(moment.timestamp()) // WINDOW
        with self._redis.pipeline(transaction=False) as pipe:
            for kind, count in (("good", good), ("bad", len(bad))):
                for of in (window, window - 1):
                    pipe.incrby(f"route:{kind}:{name}:{of}", count if of == window else 0)
                    pipe.expire(f"route:{kind}:{name}:{of}", 2 * WINDOW)
            answers = pipe.execute()
        goods, bads = answers[0] + answers[2], answers[4] + answers[6]
        if bad and bads >= self._trip_at and bads >= goods:
            self._trip(name, bad[-1], window, moment)

    def _trip(self, name: str, reason: str, window: int, moment: datetime) -> None:
        self._seen = {}
        fresh = self._redis.set(f"route:tripped:{name}", moment.timestamp(), ex=3600, get=True) is None
        self._redis.delete(*(f"route:{kind}:{name}:{of}" for kind in ("good", "bad") for of in (window, window - 1)))
        if fresh:
            _log.warning("provider %s fails (%s): its traffic goes elsewhere", name, reason)
            self._record(name, 0, reason, moment)
