"""What the loopback provider delivers is what the phone gets, each message once and in order."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from config.clock import Clock
from config.vault import Vault
from simulator.inbox import Inbox
from sms.providers.base import Outgoing
from sms.providers.demo import Demo

PHONE, OTHER = "+525512345678", "+525587654321"


@pytest.fixture
def demo(redis: Redis, vault: Vault, clock: Clock) -> Iterator[Demo]:
    provider = Demo(redis, vault, "http://127.0.0.1:9", clock)
    yield provider
    provider._reports.shutdown()


@pytest.fixture
def inbox(redis: Redis, vault: Vault) -> Inbox:
    return Inbox(redis, vault)


def test_messages_come_oldest_first_and_only_once(demo: Demo, inbox: Inbox) -> None:
    for number in range(3):
        demo.send(Outgoing(f"id{number}", PHONE, f"texto {number}"))
    demo.send(Outgoing("other", OTHER, "not yours"))
    assert [message.text for message in inbox.since(PHONE)] == ["texto 0", "texto 1", "texto 2"]
    assert [message.id for message in inbox.since(PHONE, "id1")] == ["id2"]
    assert inbox.since(PHONE, "id2") == []


def test_a_mark_that_is_no_longer_kept_gets_all_there_is(demo: Demo, inbox: Inbox) -> None:
    demo.send(Outgoing("id", PHONE, "texto"))
    assert [message.id for message in inbox.since(PHONE, "long gone")] == ["id"]


def test_a_message_tells_its_time_and_weight(demo: Demo, inbox: Inbox, clock: Clock) -> None:
    demo.send(Outgoing("id", PHONE, "x" * 161))
    (message,) = inbox.since(PHONE)
    assert (message.at, message.segments) == (clock().isoformat(), 2)


def test_messages_of_another_key_are_passed_over(demo: Demo, redis: Redis, inbox: Inbox) -> None:
    demo.send(Outgoing("id", PHONE, "texto"))
    key = next(iter(redis.scan_iter("demo:inbox:*")))
    redis.rpush(key, b"sealed with a key that is gone")
    assert [message.id for message in inbox.since(PHONE)] == ["id"]
