"""No second, wherever it begins, holds more segments than the limit; the urgent lane always has room."""

from __future__ import annotations

import random
import threading
import time

from redis import Redis

from models.tables.outbox import BULK, URGENT
from sms.outbox.rate import Rate
from tests.processes import eventually


def busiest(moments: list[float]) -> int:
    """The most moments in any one second."""
    moments = sorted(moments)
    first = most = 0
    for last, moment in enumerate(moments):
        while moments[first] <= moment - 1:
            first += 1
        most = max(most, last - first + 1)
    return most


def test_no_sliding_second_holds_more_than_the_limit_whatever_the_calls_take(redis: Redis) -> None:
    limit, arrivals = 40, list[float]()

    def send() -> None:
        rate, spent = Rate(redis, "sms", limit, URGENT), list[tuple[str, float]]()
        while len(arrivals) <= limit * 2:
            grant = rate.take(3, 1, spent)
            spent = []
            for token in grant.tokens:
                time.sleep(random.random() / 50)  # the way there
                arrivals.append(time.monotonic())
                time.sleep(random.random() / 50)  # the way back
                spent.append((token, time.monotonic()))
            if not grant.tokens:
                time.sleep(min(grant.wait, 0.02))

    threads = [threading.Thread(target=send) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert busiest(arrivals) <= limit


def test_notices_leave_a_tenth_of_the_window_to_codes(redis: Redis) -> None:
    assert len(Rate(redis, "sms", 50, BULK).take(100).tokens) == 45
    assert len(Rate(redis, "sms", 50, URGENT).take(100).tokens) == 5


def test_tokens_that_were_not_used_can_be_taken_at_once(redis: Redis) -> None:
    rate = Rate(redis, "sms", 5, URGENT)
    grant = rate.take(5)
    assert rate.take(1).tokens == ()
    assert len(rate.take(5, unused=grant.tokens).tokens) == 5


def test_a_token_is_held_until_a_second_after_its_call(redis: Redis) -> None:
    rate = Rate(redis, "sms", 1, URGENT)
    grant = rate.take(1)
    time.sleep(1.1)
    assert rate.take(1).wait > 1
    waiting = rate.take(1, finished=[(token, time.monotonic()) for token in grant.tokens])
    assert waiting.wait <= 1
    eventually(lambda: len(rate.take(1).tokens) == 1)


def test_a_dead_senders_tokens_come_back_by_themselves(redis: Redis) -> None:
    rate = Rate(redis, "sms", 2, URGENT, hold=0.2)
    assert len(rate.take(2).tokens) == 2
    eventually(lambda: len(rate.take(2, least=2).tokens) == 2)


def test_fewer_than_the_least_are_not_taken(redis: Redis) -> None:
    rate = Rate(redis, "sms", 5, URGENT)
    rate.take(3)
    assert rate.take(3, least=3).tokens == ()
    assert len(rate.take(3, least=2).tokens) == 2
