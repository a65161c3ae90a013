"""Counts are those of all processes, handed over every few seconds, and lost by no outage of Redis."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from redis import Redis, RedisError

from config.tally import EVERY, KEY, Family, Tally, by_name

CALLS = Family("calls", "Calls.", ("who", "how"))
SECONDS = Family("seconds", "Seconds.", ("who",), (0.1, 1.0))
ALL = by_name(CALLS, SECONDS)
KILLED = """
import os, signal, sys
from redis import Redis
from config.tally import Tally
from tests.config.test_tally import CALLS
tally = Tally(Redis.from_url(sys.argv[1]))
tally.add(CALLS, "other", "well")
tally.hand_over()
tally.add(CALLS, "other", "lost")
os.kill(os.getpid(), signal.SIGKILL)
"""


def samples(tally: Tally) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in tally.figures(ALL)
        for sample in family.samples
    }


def test_counts_of_all_processes_are_one(redis: Redis) -> None:
    one, other = Tally(redis), Tally(redis)
    one.add(CALLS, "me", "well")
    other.add(CALLS, "me", "well", by=1.5)
    other.add(CALLS, "you", "badly")
    other.hand_over()
    assert samples(one) == {("calls_total", "me", "well"): 2.5, ("calls_total", "you", "badly"): 1}


def test_a_process_that_is_killed_leaves_what_it_handed_over_and_nothing_else(redis: Redis, redis_url: str) -> None:
    subprocess.run([sys.executable, "-c", KILLED, redis_url], check=False, timeout=60)
    tally = Tally(redis)
    tally.add(CALLS, "me", "well")
    assert samples(tally) == {("calls_total", "me", "well"): 1, ("calls_total", "other", "well"): 1}


def test_a_histogram_counts_what_lies_below_each_bound(redis: Redis) -> None:
    tally = Tally(redis)
    for seconds in (0.05, 0.1, 0.5, 7.0):
        tally.observe(SECONDS, seconds, "me")
    assert samples(tally) == {
        ("seconds_bucket", "me", "0.1"): 2,
        ("seconds_bucket", "me", "1.0"): 3,
        ("seconds_bucket", "me", "+Inf"): 4,
        ("seconds_count", "me"): 4,
        ("seconds_sum", "me"): pytest.approx(7.65),
    }


def test_a_process_hands_over_only_every_few_seconds(redis: Redis) -> None:
    """An ordinary turn costs no round trip for it."""
    now = [0.0]
    tally = Tally(redis, lambda: now[0])
    tally.add(CALLS, "me", "well")
    assert redis.hgetall(KEY) == {}
    now[0] = EVERY
    tally.add(CALLS, "me", "well")
    assert list(redis.hgetall(KEY).values()) == [b"2"]  # type: ignore[union-attr]  # redis-py's two worlds


def test_counts_wait_while_redis_is_away(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    tally = Tally(redis)
    tally.add(CALLS, "me", "well")

    def away(*_: object, **__: object) -> None:
        raise RedisError

    with monkeypatch.context() as broken:
        broken.setattr(redis, "pipeline", away)
        tally.hand_over()
    tally.add(CALLS, "me", "well")
    assert samples(tally) == {("calls_total", "me", "well"): 2}


def test_what_an_older_release_counted_otherwise_is_left_aside(redis: Redis) -> None:
    redis.hset(KEY, '["calls", "me"]', "3")
    redis.hset(KEY, '["gone", "me", "well"]', "3")
    assert samples(Tally(redis)) == {}


def test_counts_of_an_idle_process_are_handed_over_too(redis: Redis) -> None:
    tally = Tally(redis)
    tally.keep_handing_over(every=0.001)
    tally.add(CALLS, "me", "well")
    until = time.monotonic() + 60
    while not redis.exists(KEY) and time.monotonic() < until:
        time.sleep(0.001)
    assert samples(Tally(redis)) == {("calls_total", "me", "well"): 1}
