"""Counts of what people meant: sure, near or unsure, by service, over all processes.

Kept in Redis for `/metrics`. A process adds up its own and hands them over every few seconds, so that an ordinary turn
costs no further round trip; what a killed process had not handed over is lost.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from typing import cast

from prometheus_client.core import CounterMetricFamily, Metric
from redis import Redis, RedisError

KEY = "mc:understood"
EVERY = 5.0
"""Seconds between two handings over."""
NONE = "none"
"""The service of what was not understood at all."""


class Understood:
    """What this process has counted and not handed over yet."""

    def __init__(self, redis: Redis, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._clock = clock
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._next = clock() + EVERY

    def __call__(self, meant: str, services: tuple[str, ...]) -> None:
        """Count one sentence, for each service that it may have asked for. Never raises."""
        with self._lock:
            self._counts.update(f"{meant} {service}" for service in services or (NONE,))
            due = self._clock() >= self._next
        if due:
            self.hand_over()

    def hand_over(self) -> None:
        """Add the counts to those of all processes; where Redis is away they wait."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._next = self._clock() + EVERY
        if not counts:
            return
        try:
            pipeline = self._redis.pipeline(transaction=True)
            for name, count in counts.items():
                pipeline.hincrby(KEY, name, count)
            pipeline.execute()
        except RedisError:
            with self._lock:
                self._counts.update(counts)

    def figures(self) -> Iterable[Metric]:
        """The counts of all processes. Raises RedisError when Redis is away."""
        self.hand_over()
        family = CounterMetricFamily(
            "micuenta_understood",
            "Sentences by how sure their meaning was, and the service.",
            labels=["meant", "service"],
        )
        kept = cast("dict[bytes, bytes]", self._redis.hgetall(KEY))
        for name, count in sorted(kept.items()):
            meant, _, service = name.decode().partition(" ")
            family.add_metric([meant, service], int(count))
        yield family
