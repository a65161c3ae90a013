"""The record of each phone's USSD session in Redis, sealed, for ten minutes."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import cast

from redis import Redis

from config.vault import Unreadable, Vault
from sms.gateways.ussd_hops import RECORD_SECONDS, SessionRecord
from turns.wire import Wires

_READ = "return redis.call('GET', KEYS[1])"
# Two copies of one request may run at once; the slower one must not put the session back.
_REPLACE = """
if (redis.call('GET', KEYS[1]) or '') == ARGV[1] then
  return redis.call('SET', KEYS[1], ARGV[2], 'EX', ARGV[3])
end
"""


class Sessions:
    """Reads and replaces records. Raises `redis.RedisError` while Redis is away."""

    def __init__(self, redis: Redis, vault: Vault) -> None:
        self._redis = redis
        self._vault = vault
        self._read, self._replace = map(redis.register_script, (_READ, _REPLACE))
        self._wires = Wires(redis, self._read, self._replace)

    def read(self, address: str) -> tuple[SessionRecord | None, bytes]:
        """The phone's session so far, and its sealed form, by which `write` knows that it is still the newest."""
        sealed = cast("bytes | None", self._wires.own.ask(self._read, (self._key(address),), ())) or b""
        try:
            return SessionRecord(*json.loads(self._vault.open(sealed))) if sealed else None, sealed
        except Unreadable:  # the secret key was changed under way
            return None, sealed

    def write(self, address: str, record: SessionRecord, seen: bytes) -> None:
        """Keep the session as it now stands, unless another request has moved it on since `seen`."""
        sealed = self._vault.seal(json.dumps(astuple(record), ensure_ascii=False).encode())
        self._wires.own.ask(self._replace, (self._key(address),), (seen, sealed, RECORD_SECONDS))

    def forget(self, address: str, session: str) -> None:
        """The session is over; one that was dialled since stays."""
        record, _ = self.read(address)
        if record and record.session == session:
            self._redis.delete(self._key(address))

    def mark(self, address: str, record: SessionRecord) -> str:
        """The name of the phone's last request, as a key that tells nothing of what was typed."""
        return self._vault.mark(f"{address}\n{record.name}")

    def _key(self, address: str) -> str:
        return f"mc:{{{self._vault.mark(address)}}}:ussd"
