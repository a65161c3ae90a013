"""What people meant is counted over all processes, handed over every few seconds, and lost by no outage of Redis."""

from __future__ import annotations

import pytest
from redis import Redis, RedisError

from turns.understood import EVERY, KEY, Understood


def counts(understood: Understood) -> dict[tuple[str, str], float]:
    return {
        (sample.labels["meant"], sample.labels["service"]): sample.value
        for family in understood.figures()
        for sample in family.samples
    }


def test_sure_near_and_unsure_are_counted_by_service_over_processes(redis: Redis) -> None:
    one, other = Understood(redis), Understood(redis)
    one("sure", ("savings.start",))
    other("sure", ("savings.start",))
    other("near", ("savings.start", "credit.start"))
    other("unsure", ())
    other.hand_over()
    assert counts(one) == {
        ("sure", "savings.start"): 2,
        ("near", "savings.start"): 1,
        ("near", "credit.start"): 1,
        ("unsure", "none"): 1,
    }


def test_a_process_hands_over_only_every_few_seconds(redis: Redis) -> None:
    """An ordinary turn costs no round trip for it."""
    now = [0.0]
    understood = Understood(redis, lambda: now[0])
    understood("sure", ("savings.start",))
    assert redis.hgetall(KEY) == {}
    now[0] = EVERY
    understood("sure", ("savings.start",))
    assert redis.hgetall(KEY) == {b"sure savings.start": b"2"}


def test_counts_wait_while_redis_is_away(redis: Redis, monkeypatch: pytest.MonkeyPatch) -> None:
    understood = Understood(redis)
    understood("sure", ("savings.start",))

    def away(*_: object, **__: object) -> None:
        raise RedisError

    with monkeypatch.context() as broken:
        broken.setattr(redis, "pipeline", away)
        understood.hand_over()
    assert counts(understood) == {("sure", "savings.start"): 1}
