"""What the institution's system said lately: sealed in Redis, for all processes, for a while."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from redis import Redis, RedisError

from config.vault import Unreadable, Vault


class Kept(NamedTuple):
    """An answer, and when it was given."""

    told: object
    at: datetime


class Memory:
    """Without Redis it remembers nothing; what was asked is told by no key."""

    def __init__(self, redis: Redis, vault: Vault, keep: timedelta) -> None:
        self._redis = redis
        self._vault = vault
        self._keep = keep

    def recall(self, question: str) -> Kept | None:
        """The last answer to a question, if it is kept."""
        with suppress(RedisError, Unreadable, ValueError):
            sealed = self._redis.get(self._key(question))
            if isinstance(sealed, bytes):
                at, told = json.loads(self._vault.open(sealed))
                return Kept(told, datetime.fromtimestamp(at, UTC))
        return None

    def keep(self, question: str, told: object, at: datetime) -> None:
        """Remember an answer."""
        sealed = self._vault.seal(json.dumps([at.timestamp(), told]).encode())
        with suppress(RedisError):
            self._redis.set(self._key(question), sealed, ex=self._keep)

    def _key(self, question: str) -> str:
        return f"source:{self._vault.mark(f'source {question}')}"
