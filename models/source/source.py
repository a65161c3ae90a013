"""The institution's own system: asked while it answers, remembered while it does not."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TypeVar, cast

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from redis import Redis, RedisError

from config.tracing.spans import SOURCE
from config.tracing.traces import Traces
from flows.records.institution import SourceAway
from models.breaker import Breaker
from models.source.client import Client, Failed
from models.source.memory import Memory

NAME = "source"
MEMORY = 5.0
"""Seconds for which a process asks nothing more after it waited in vain: those behind must not wait as well."""
SEEN = 0.25
"""Seconds for which the breaker's share is taken as it was last seen."""
TOGETHER = 20
"""Calls that went well are counted so many at a time; one that failed at once."""
CALLS = "mc:source"

Read = TypeVar("Read")


class Source:
    """One for a process. `deadline`: seconds that a turn waits at most for all it asks.

    `fresh`: an answer so young is not asked for again.
    """

    def __init__(
        self,
        client: Client,
        breaker: Breaker,
        memory: Memory,
        redis: Redis,
        clock: Callable[[], datetime],
        *,
        deadline: float,
        fresh: timedelta,
        now: Callable[[], float] = time.monotonic,
        traces: Traces | None = None,
    ) -> None:
        self._traces = traces
        self._client, self._breaker, self._memory, self._redis = client, breaker, memory, redis
        self._clock, self._now = clock, now
        self._deadline, self._fresh = deadline, fresh
        self._share, self._share_until, self._in_vain = 100, float("-inf"), float("-inf")
        self._calls: Counter[str] = Counter()

    def until(self) -> float:
        """The end of the time of a turn that begins to ask now, by the monotonic clock."""
        return self._now() + self._deadline

    def ask(
        self, path: tuple[str, ...], query: str, until: float, read: Callable[[object], Read]
    ) -> tuple[Read | None, datetime | None]:
        """What is read from an answer (None: nothing known), and when it was seen where it is told from memory.

        Raises SourceAway. `read` raises Failed for what it cannot use.
        """
        question = _question(path, query)
        kept = self._memory.recall(question)
        moment = self._clock()
        if kept and timedelta(0) <= moment - kept.at <= self._fresh:
            with suppress(Failed):
                return _read(read, kept.told), None
        try:
            told = self._call(path, query, until)
            found = _read(read, told)
        except Failed as failed:
            self._count(failed.reason)
            if kept:
                with suppress(Failed):
                    return _read(read, kept.told), kept.at
            raise SourceAway from None
        self._count("good")
        self._memory.keep(question, told, moment)
        return found, None

    def recall(self, path: tuple[str, ...], query: str, read: Callable[[object], Read]) -> Read | None:
        """What is remembered of an answer, however old; nothing is asked."""
        kept = self._memory.recall(_question(path, query))
        with suppress(Failed):
            return _read(read, kept.told) if kept else None
        return None

    def _call(self, path: tuple[str, ...], query: str, until: float) -> object:
        now = self._now()
        if now - self._in_vain < MEMORY or random.random() * 100 >= self._shared(now):  # noqa: S311 - spreads load
            raise Failed("resting")
        began, outcome = time.monotonic(), "good"
        try:
            return self._client.get(path, query, until)
        except Failed as failed:
            outcome = failed.reason
            if outcome == "timeout":
                self._in_vain = self._now()
            raise
        finally:
            if self._traces:  # every other part of a path is a number of somebody's
                self._traces.waited(SOURCE, began, "/".join(path[::2]), outcome, failed=outcome != "good")

    def _shared(self, now: float) -> int:
        if now >= self._share_until:
            with suppress(RedisError):
                self._share, self._share_until = self._breaker.shares()[NAME], now + SEEN
        return self._share

    def _count(self, outcome: str) -> None:
        self._calls[outcome] += 1
        if outcome == "good" and self._calls.total() < TOGETHER:
            return
        calls, self._calls = self._calls, Counter()
        with suppress(RedisError):
            for name, count in calls.items():
                self._redis.hincrby(CALLS, name, count)
            bad = [reason for reason, count in calls.items() if reason not in ("good", "resting") for _ in range(count)]
            if (bad or calls["good"]) and self._breaker.report(NAME, calls["good"], bad):
                self._share_until = float("-inf")

    def figures(self) -> Iterable[Metric]:
        """For `/metrics`: its share of calls, and calls by how they ended. Raises RedisError."""
        share = GaugeMetricFamily("micuenta_source_share", "Per cent of calls that the institution's system is given.")
        share.add_metric([], self._breaker.shares()[NAME])
        calls = CounterMetricFamily(
            "micuenta_source_calls", "Calls of the institution's system by how they ended.", labels=["outcome"]
        )
        for outcome, count in sorted(cast("dict[bytes, bytes]", self._redis.hgetall(CALLS)).items()):
            calls.add_metric([outcome.decode()], int(count))
        yield from (share, calls)

    def close(self) -> None:
        """Let its connections go."""
        self._client.close()


def _read(read: Callable[[object], Read], told: object) -> Read | None:
    return None if told is None else read(told)


def _question(path: tuple[str, ...], query: str) -> str:
    return f"{'/'.join(path)}?{query}"
