"""Asking the institution's own system: read-only JSON over HTTP, within what is left of the turn's time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from urllib.parse import quote

from urllib3 import HTTPResponse, Timeout
from urllib3.exceptions import HTTPError

from models.source.punctual import cut_after, punctual_pools

MOST_BYTES = 1024 * 1024
"""Of an answer; 400 movements are some 60 kB."""
CONNECTIONS = 4
GLANCE = 0.05
"""Seconds below which a call is not begun."""
NOT_FOUND = 404
UNKNOWN = {"codigo": "desconocido"}
"""What a 404 has to say: any other one is a wrong address, and not a worker without savings."""


class Failed(Exception):
    """No answer that can be used; `reason` is a word for logs and figures."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Client:
    """One for a process. `now` is a monotonic clock in seconds."""

    def __init__(self, url: str, token: str, now: Callable[[], float] = time.monotonic) -> None:
        self._url = url.rstrip("/")
        self._headers = {"Accept": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._pools = punctual_pools(CONNECTIONS)
        self._now = now

    def get(self, path: tuple[str, ...], query: str, until: float) -> object:
        """The JSON at a path; None where the system knows nothing of it. Raises Failed, by `until` at the latest."""
        left = until - self._now()
        if left < GLANCE:
            raise Failed("timeout")
        address = "/".join((self._url, *(quote(part, safe="") for part in path))) + (f"?{query}" if query else "")
        try:
            with cut_after(left):
                answer = self._pools.request(
                    "GET",
                    address,
                    headers=self._headers,
                    timeout=Timeout(total=left),
                    redirect=False,
                    preload_content=False,
                )
                assert isinstance(answer, HTTPResponse)
                body = self._body(answer)
        except (HTTPError, OSError):
            raise Failed("timeout" if self._now() >= until else "unreachable") from None
        if answer.status not in (200, NOT_FOUND):
            raise Failed(f"status-{answer.status}")
        try:
            told: object = json.loads(body)
        except (ValueError, RecursionError):
            raise Failed("malformed") from None
        if answer.status == 200:
            return told
        if told != UNKNOWN:
            raise Failed("status-404")
        return None

    @staticmethod
    def _body(answer: HTTPResponse) -> bytes:
        """All of it, so that the connection can be used again; one that is too long is given up with its connection."""
        body = answer.read(MOST_BYTES + 1)
        if len(body) > MOST_BYTES:
            answer.close()
            raise Failed("too-long")
        answer.release_conn()
        return body

    def close(self) -> None:
        """Let the connections go."""
        self._pools.clear()
