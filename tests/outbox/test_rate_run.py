"""Two sender processes under one limit: no second of the whole run holds more segments than it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.crash.outbox_world import Crash, crash
from tests.outbox.test_rate import busiest
from tests.outbox.twilio_server import twilio_server

LIMIT = 50
SIZE = int(os.environ.get("RATE_SIZE", "200"))
"""Messages; the full run of the documents takes 20,000."""


@pytest.fixture
def world(postgresql: str, redis_url: str) -> Iterator[Crash]:
    with twilio_server() as twilio, crash(postgresql, redis_url, twilio) as made:
        yield made


@pytest.mark.timeout(60 + SIZE // 10)
def test_two_processes_never_exceed_the_limit_in_any_sliding_second(world: Crash) -> None:
    world.twilio.mode(delay=0.02)
    world.owe(SIZE)
    for _ in range(2):
        world.sender(rate=LIMIT, deadline=5)
    world.until_sent(60 + SIZE / 20)
    world.check(SIZE)
    moments = [message["at"] for message in world.accepted()]
    most, seconds = busiest(moments), max(moments) - min(moments)
    print(f"{SIZE} messages in {seconds:.0f} s, {SIZE / seconds:.1f} a second, at most {most} in any one second")
    assert most <= LIMIT
