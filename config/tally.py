"""Counts that all processes add to, kept in Redis for `/metrics`.

A process adds up its own and hands them over every few seconds, so that an ordinary turn costs no round trip for it.
Nothing is kept by process: what one handed over stays when it is gone, one that is killed loses some seconds, and
none leaves a figure behind that nobody brings up to date.
"""

from __future__ import annotations

import atexit
import json
import threading
import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily, Metric
from redis import Redis, RedisError

KEY = "mc:tally"
EVERY = 5.0
"""Seconds between two handings over."""
_SUM = "sum"
Field = tuple[str, ...]
"""A family's name and its labels; in Redis as JSON."""


@dataclass(frozen=True, slots=True)
class Family:
    """What is counted: a name without `_total`, in words, by which labels; with `buckets` it is a histogram.

    A label has few values, all of them ours: never anything that was typed.
    """

    name: str
    says: str
    labels: tuple[str, ...]
    buckets: tuple[float, ...] = ()

    def counted(self, *labels: str) -> Field:
        """What a count under these labels is kept as."""
        return self.name, *labels

    def observed(self, value: float, *labels: str) -> tuple[tuple[Field, float], tuple[Field, float]]:
        """What is added when a value falls into its bucket."""
        place = bisect_left(self.buckets, value)
        bound = str(self.buckets[place]) if place < len(self.buckets) else "+Inf"
        return (self.counted(*labels, bound), 1), (self.counted(*labels, _SUM), value)


class Tally:
    """What this process has counted and not handed over yet."""

    def __init__(self, redis: Redis, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = redis
        self._clock = clock
        self._counts: defaultdict[Field, float] = defaultdict(float)
        self._lock = threading.Lock()
        self._next = clock() + EVERY

    def add(self, family: Family, *labels: str, by: float = 1) -> None:
        """Count. Never raises."""
        self.add_all([(family.counted(*labels), by)])

    def observe(self, family: Family, value: float, *labels: str) -> None:
        """Count a value in its bucket. Never raises."""
        self.add_all(family.observed(value, *labels))

    def keep_handing_over(self, every: float = EVERY) -> None:
        """Hand over by a thread of its own too, so that the counts of an idle process are seen; and at its end."""

        def go_on() -> None:
            while not ends.wait(every):
                self.hand_over()

        ends = threading.Event()
        threading.Thread(target=go_on, name="tally", daemon=True).start()
        atexit.register(self.hand_over)
        atexit.register(ends.set)

    def hand_over(self) -> None:
        """Add the counts to those of all processes; where Redis is away they wait."""
        with self._lock:
            counts, self._counts = self._counts, defaultdict(float)
            self._next = self._clock() + EVERY
        if not counts:
            return
        try:
            pipeline = self._redis.pipeline(transaction=True)
            for field, count in counts.items():
                pipeline.hincrbyfloat(KEY, json.dumps(field), count)
            pipeline.execute()
        except RedisError:
            with self._lock:
                for field, count in counts.items():
                    self._counts[field] += count

    def figures(self, families: Mapping[str, Family]) -> Iterator[Metric]:
        """These families, over all processes. Raises RedisError when Redis is away."""
        self.hand_over()
        kept = cast("dict[bytes, bytes]", self._redis.hgetall(KEY))
        found: dict[str, dict[tuple[str, ...], float]] = {name: {} for name in families}
        for field, value in sorted(kept.items()):
            name, *labels = json.loads(field)
            if name in found and len(labels) == len(families[name].labels) + bool(families[name].buckets):
                found[name][tuple(labels)] = float(value)
        for name, family in families.items():
            yield _histogram(family, found[name]) if family.buckets else _counter(family, found[name])

    def add_all(self, counts: Iterable[tuple[Field, float]]) -> None:
        """Several at once: what a turn adds is added under one lock. Never raises."""
        with self._lock:
            for field, count in counts:
                self._counts[field] += count
            due = self._clock() >= self._next
        if due:
            self.hand_over()


def by_name(*families: Family) -> dict[str, Family]:
    """The families as `figures` takes them."""
    return {family.name: family for family in families}


def _counter(family: Family, found: Mapping[tuple[str, ...], float]) -> CounterMetricFamily:
    made = CounterMetricFamily(family.name, family.says, labels=family.labels)
    for labels, value in found.items():
        made.add_metric(labels, value)
    return made


def _histogram(family: Family, found: Mapping[tuple[str, ...], float]) -> HistogramMetricFamily:
    made = HistogramMetricFamily(family.name, family.says, labels=family.labels)
    for labels in sorted({labels[:-1] for labels in found}):
        buckets, below = [], 0.0
        for bound in (*map(str, family.buckets), "+Inf"):
            below += found.get((*labels, bound), 0.0)
            buckets.append((bound, below))
        made.add_metric(labels, buckets, found.get((*labels, _SUM), 0.0))
    return made
