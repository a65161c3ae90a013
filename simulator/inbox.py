"""What the loopback provider has delivered to a demo phone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from redis import Redis

from config.vault import Unreadable, Vault
from gsm7 import segments
from sms.providers.demo import inbox


@dataclass(frozen=True, slots=True)
class Message:
    """A text that arrived by itself. `at` is ISO 8601, UTC."""

    id: str
    text: str
    at: str

    @property
    def segments(self) -> int:
        """What it cost."""
        return segments(self.text)


class Inbox:
    """Reads the phones' inboxes; raises `redis.RedisError` while Redis is away."""

    def __init__(self, redis: Redis, vault: Vault) -> None:
        self._redis = redis
        self._vault = vault

    def since(self, phone: str, after: str = "") -> list[Message]:
        """What came after the message with this id, oldest first; all that is kept when the id is not known."""
        newest_first = list(self._kept(phone))
        ids = [message.id for message in newest_first]
        return newest_first[: ids.index(after) if after in ids else None][::-1]

    def _kept(self, phone: str) -> Iterator[Message]:
        for sealed in cast("list[bytes]", self._redis.lrange(inbox(self._vault, phone), 0, -1)):
            try:
                yield Message(**json.loads(self._vault.open(sealed)))
            except Unreadable:
                return  # of before the secret key was changed, as all that follow are
