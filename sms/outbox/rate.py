"""How fast messages may leave: segments in any sliding second, over all senders and machines."""

from __future__ import annotations

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from models.tables.outbox import BULK
from sms.providers.base import DEADLINE

_SCRIPT = Path(__file__).with_name("take.lua").read_text()


@dataclass(frozen=True, slots=True)
class Grant:
    """Tokens, one a segment; or none and the seconds to wait for one."""

    tokens: tuple[str, ...]
    wait: float


def share(limit: int, lane: int) -> int:
    """Segments a second that a lane may use of all: notices leave a tenth."""
    return limit - max(1, limit // 10) if lane == BULK and limit > 1 else limit


class Rate:
    """The window of one channel; the urgent lane may use all of it, so a code never queues behind notices."""

    def __init__(self, redis: Redis, channel: str, limit: int, lane: int, hold: float = DEADLINE * 2) -> None:
        self._take = redis.register_script(_SCRIPT)
        self._key = f"rate:{channel}"
        self._hold = int((hold + 1) * 1_000_000)
        self.limit = share(limit, lane)

    def take(
        self, wanted: int, least: int = 1, finished: Sequence[tuple[str, float]] = (), unused: Sequence[str] = ()
    ) -> Grant:
        """Up to `wanted` tokens but not fewer than `least`.

        Gives back tokens of calls that `finished`, each with the moment (`time.monotonic`) it did, and of calls that
        never began.
        """
        nonce, now = secrets.token_hex(6), time.monotonic()
        ages = [part for token, at in finished for part in (token, int(max(now - at, 0) * 1e6))]
        given, wait = self._take(
            keys=[self._key],
            args=[self.limit, wanted, min(least, self.limit), self._hold, nonce, len(unused), *unused, *ages],
        )
        return Grant(tuple(f"{nonce}:{i}" for i in range(1, given + 1)), wait / 1e6)
