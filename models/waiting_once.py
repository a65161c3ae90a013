"""Connections to a Redis that may fall silent: whoever waits in vain for it says so, and the next do not wait."""

from __future__ import annotations

from typing import Any

from redis import Redis
from redis.backoff import NoBackoff
from redis.connection import AbstractConnection, Connection, parse_url
from redis.exceptions import TimeoutError as TooLate
from redis.retry import Retry

from models.silence import Silence


class _WaitingOnce(AbstractConnection):
    """Mixed into redis-py's kinds of connection."""

    silence: Silence

    def connect_check_health(self, *given: Any, **named: Any) -> None:
        """Connect, unless nobody would answer."""
        self.silence.refuse()
        try:
            super().connect_check_health(*given, **named)
        except TooLate:
            self.silence.begins()
            raise

    def send_packed_command(self, *given: Any, **named: Any) -> None:
        """Send, unless nobody would answer."""
        self.silence.refuse()
        super().send_packed_command(*given, **named)  # type: ignore[no-untyped-call]  # redis-py's

    def read_response(self, *given: Any, **named: Any) -> Any:
        """Wait for an answer."""
        try:
            return super().read_response(*given, **named)
        except TooLate:
            self.silence.begins()
            raise


def waiting_once(url: str, **limits: Any) -> type[AbstractConnection]:
    """The kind of connection for this address; `limits` are those of a client."""

    def look() -> None:
        with Redis.from_url(url, **limits, retry=Retry(NoBackoff(), 0)) as client:
            client.ping()

    kind = parse_url(url).get("connection_class", Connection)  # type: ignore[no-untyped-call]  # redis-py's
    silence = Silence(look, TooLate, lambda: TooLate("Redis does not answer"))
    return type("WaitingOnce", (_WaitingOnce, kind), {"silence": silence})
