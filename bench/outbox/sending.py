"""A sender as the worker has it, through one provider and without quiet hours."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Protocol

from redis import Redis

from config.vault import Vault
from models.database import Database
from notices.zones import ZONES
from sms.outbox.rate import Rate
from sms.outbox.route import Route
from sms.outbox.sender import Sender
from sms.providers.base import Provider


class Stores(Protocol):
    """What it reads and writes."""

    database: Database
    redis: Redis
    vault: Vault


def sender_through(provider: Provider, channel: str, lane: int, stores: Stores, *, rate: int, **more: Any) -> Sender:
    """Of one lane of a channel, at most `rate` segments a second."""
    return Sender(
        owner="bench",
        channel=channel,
        lane=lane,
        transaction=stores.database.transaction,
        vault=stores.vault,
        route=Route([provider], stores.redis, lambda *_: None, now),
        rate=Rate(stores.redis, channel, rate, lane),
        clock=now,
        awake=lambda _: ZONES,
        **more,
    )


def now() -> datetime:
    """By this machine's clock."""
    return datetime.now(UTC)
