"""Kill the sender at every seam, again and again: every notice is with the provider exactly once."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.crash.outbox_world import SIZE, Crash

KILLED_AFTER = (5, 3, 2) if os.environ.get("CRASH_SIZE") else (3,)
"""The parts of the notices after which a sender is killed: each costs the start of another."""

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("seam", ["before claim", "after claim", "during call", "before record", "after record"])
def test_killed_at_a_seam_nothing_is_lost_or_doubled(world: Crash, seam: str) -> None:
    world.owe()
    calls = "call" in seam or seam == "before record"
    for part in KILLED_AFTER:
        after = SIZE // (part * 2) if calls else max(2, SIZE // (part * 60))
        doomed = world.sender(seam=seam, after=after)
        assert doomed.wait(120) == -signal.SIGKILL
    world.sender()
    world.until_sent()
    world.check()


def test_two_senders_at_once_one_killed_by_surprise(world: Crash) -> None:
    world.owe()
    victims = [world.sender() for _ in range(2)]
    while len(world.accepted()) < SIZE // 4:
        time.sleep(0.05)
    victims[0].kill()
    world.until_sent()
    world.check()
