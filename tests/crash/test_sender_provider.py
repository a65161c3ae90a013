"""A provider that misbehaves in every way: every notice still gets there once, and receipts find their rows."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime
from typing import Any

import pytest

from models.tables.outbox import DELIVERED, URGENT
from sms.outbox.status import Receipts
from tests.crash.outbox_world import SIZE, Crash

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1800)]


@pytest.mark.parametrize(
    "mode",
    [
        {"status": 500, "every": 7},
        {"status": 500, "every": 7, "accepts": True},
        {"status": 429, "every": 20},
        {"hang": 4, "every": 100},
        {"drop": True, "every": 7},
    ],
    ids=["500", "500 after accepting", "429", "timeout after accepting", "connection dropped after accepting"],
)
def test_a_provider_that_fails_now_and_then(world: Crash, mode: dict[str, Any]) -> None:
    world.owe()
    world.twilio.mode(**mode)
    world.sender()
    world.until_sent()
    world.check()


def test_a_provider_that_is_down_for_a_while(world: Crash) -> None:
    world.owe()
    world.twilio.mode(status=500, list_status=500)
    world.sender()
    time.sleep(3)
    assert world.accepted() == []
    world.twilio.mode()
    world.until_sent()
    world.check()


def test_receipts_doubled_shuffled_and_before_our_own_record(world: Crash) -> None:
    """Each call is answered late, so that its receipts come first."""
    world.owe()
    world.twilio.mode(delay=0.03)
    world.sender()
    receipts, told = Receipts(world.database.transaction, lambda: datetime.now(UTC)), set[str]()
    while len(told) < SIZE:
        fresh = [message for message in world.accepted() if message["sid"] not in told]
        forms = [
            {"id": message["callback"].partition("id=")[2], "MessageSid": message["sid"], "MessageStatus": status}
            for message in fresh
            for status in ("queued", "sent", "sent", "delivered", "delivered")
        ]
        random.shuffle(forms)
        for form in forms:
            receipts.twilio(form)
        told |= {message["sid"] for message in fresh}
    world.until_sent()
    world.check()
    assert world.statuses() == {DELIVERED: SIZE}


def test_codes_asked_for_in_the_middle_of_it_are_sent_once_too(world: Crash) -> None:
    world.owe()
    world.twilio.mode(drop=True, every=5)
    doomed = world.sender(seam="before record", after=SIZE // 4)
    world.owe(20, lane=URGENT, mark="c")
    doomed.wait(60)
    world.sender()
    world.until_sent()
    world.check(SIZE + 20)
