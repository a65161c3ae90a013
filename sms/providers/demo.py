"""The loopback provider: what it accepts appears on the demo phone, and is reported delivered over HTTP."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from urllib.parse import urlencode

import requests
from redis import Redis, RedisError

from config.vault import Vault
from models.tables.outbox import DELIVERED
from sms.providers.base import Absent, Accepted, Doubt, Finding, Outcome, Outgoing, Receipt, Unsure

NEWEST = 50
"""Messages kept for a phone."""

LIFE = timedelta(days=1)

_log = logging.getLogger(__name__)


def inbox(vault: Vault, phone: str) -> str:
    """The Redis list of a phone's messages, newest first; each is sealed JSON with `id`, `text` and `at` (ISO 8601)."""
    return f"demo:inbox:{vault.mark(phone)}"


class Demo:
    """Delivers to the demo phone and calls our own status route, as a gateway would."""

    name = "demo"
    receipts = True

    def __init__(self, redis: Redis, vault: Vault, public_url: str, clock: Callable[[], datetime]) -> None:
        self._redis = redis
        self._vault = vault
        self._callback = public_url.rstrip("/") + "/sms/twilio/status"
        self._clock = clock
        self._reports = ThreadPoolExecutor(2, "demo-report")

    def send(self, message: Outgoing) -> Outcome:
        """Put it into the phone's inbox, then report."""
        entry = json.dumps({"id": message.id, "text": message.text, "at": self._clock().isoformat()})
        key = inbox(self._vault, message.recipient)
        try:
            with self._redis.pipeline() as pipe:
                pipe.lpush(key, self._vault.seal(entry.encode()))
                pipe.ltrim(key, 0, NEWEST - 1)
                pipe.expire(key, LIFE)
                pipe.execute()
        except RedisError:
            return Unsure("unreachable")
        self._reports.submit(self._report, message.id)
        return Accepted(f"SM{message.id}")

    def find(self, doubt: Doubt) -> Finding:
        """The inbox tells."""
        try:
            kept = self._redis.lrange(inbox(self._vault, doubt.recipient), 0, -1)
        except RedisError:
            return Unsure("unreachable")
        ids = {json.loads(self._vault.open(entry))["id"] for entry in kept if isinstance(entry, bytes)}
        return Accepted(f"SM{doubt.id}") if doubt.id in ids else Absent()

    def ask(self, ref: str) -> Receipt:
        """Whatever was accepted is on the phone."""
        del ref
        return Receipt(DELIVERED)

    def close(self) -> None:
        """Wait for reports under way."""
        self._reports.shutdown()

    def _report(self, message: str) -> None:
        form = {"MessageSid": f"SM{message}", "MessageStatus": "delivered"}
        try:
            requests.post(f"{self._callback}?{urlencode({'id': message})}", form, timeout=5)
        except requests.RequestException as failure:
            _log.info("demo report not taken: %s", type(failure).__name__)
