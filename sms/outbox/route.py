"""Which provider gets the next messages: the preferred one, until it fails too often; then gradually again."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from redis import Redis

from models.breaker import STEP_SECONDS, TRIP_AT, Breaker, RecordShift
from sms.providers.base import Provider

SEEN = timedelta(seconds=0.25)
"""How long the shares are taken as they were last seen."""


class Route:
    """The providers of one channel, in order of preference."""

    def __init__(
        self,
        providers: Sequence[Provider],
        redis: Redis,
        record: RecordShift,
        clock: Callable[[], datetime],
        *,
        step_seconds: float = STEP_SECONDS,
        trip_at: int = TRIP_AT,
    ) -> None:
        self.providers = {provider.name: provider for provider in providers}
        self._breaker = Breaker(self.providers, redis, record, clock, step_seconds=step_seconds, trip_at=trip_at)
        self._clock = clock
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
        return self._breaker.shares()

    def rest(self, name: str, seconds: float) -> None:
        """Give a provider that asked for it a moment's peace."""
        self._seen = {}
        self._breaker.rest(name, seconds)

    def report(self, name: str, good: int, bad: Sequence[str]) -> None:
        """Count calls that ended well and those where the provider was at fault, by reason."""
        if self._breaker.report(name, good, bad):
            self._seen = {}
