"""Kill the sender at every seam, again and again: every notice is with the provider exactly once."""

from __future__ import annotations

import signal

import pytest

from tests.crash.outbox_world import SIZE, Crash

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("seam", ["before claim", "after claim", "during call", "before record", "after record"])
def test_killed_at_a_seam_nothing_is_lost_or_doubled(world: Crash, seam: str) -> None:
    world.owe()
    calls = "call" in seam or seam == "before record"
    for part in (5, 3, 2):
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
        pass
    victims[0].kill()
    world.until_sent()
    world.check()
