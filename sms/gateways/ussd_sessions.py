"""The record of each phone's USSD session in Redis, sealed, for ten minutes."""

from __future__ import annotations

import json
from collections.abc import Callable
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
    """Asks for records and replaces them. Raises `redis.RedisError` while Redis is away."""

    def __init__(self, redis: Redis, vault: Vault) -> None:
        self._redis = redis
        self._vault = vault
        self._read, self._replace = map(redis.register_script, (_READ, _REPLACE))
        self._wires = Wires(redis, self._read, self._replace)

    def ask(self, address: str) -> Callable[[], tuple[SessionRecord | None, bytes]]:
        """Ask for the phone's session so far; the call waits for it.

        It gives its sealed form, too, by which `replace` knows that it is still the newest.
        """
        wire = self._wires.own
        asked = wire.send(self._read, (self._key(address),), ())

        def answer() -> tuple[SessionRecord | None, bytes]:
            sealed = cast("bytes | None", wire.answer(asked)) or b""
            try:
                return SessionRecord(*json.loads(self._vault.open(sealed))) if sealed else None, sealed
            except Unreadable:  # the secret key was changed under way
                return None, sealed

        return answer

    def read(self, address: str) -> tuple[SessionRecord | None, bytes]:
        """The same, waited for."""
        return self.ask(address)()

    def replace(self, address: str, record: SessionRecord, seen: bytes) -> Callable[[], object]:
        """Keep the session as it now stands, unless another request has moved it on since `seen`.

        The call waits until it is kept.
        """
        wire, sealed = self._wires.own, self._vault.seal(json.dumps(astuple(record), ensure_ascii=False).encode())
        asked = wire.send(self._replace, (self._key(address),), (seen, sealed, RECORD_SECONDS))
        return lambda: wire.answer(asked)

    def write(self, address: str, record: SessionRecord, seen: bytes) -> None:
        """The same, waited for."""
        self.replace(address, record, seen)()

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
