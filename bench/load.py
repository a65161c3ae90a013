"""A load generator in one process: keep-alive connections that each send their next request when answered.

It costs some 30 µs of CPU a request on the cores it shares with the server, for the service and its floor alike.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

Next = Callable[[bytes | None], bytes | None]
"""Given the body of the last answer (None at first), the next request, or None to stop."""


@dataclass
class Outcome:
    """What came of a run. Latencies in seconds; `bad` are answers other than 2xx, `lost` those that never came."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    bad: int = 0
    lost: int = 0

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile(self, part: float) -> float:
        """Latency (s) that `part` of the answers stay under."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * part))] if ordered else 0.0


class _Connection(asyncio.Protocol):
    def __init__(self, next_request: Next, outcome: Outcome, until: float, pause: float) -> None:
        self._next = next_request
        self._outcome = outcome
        self._until = until
        self._pause = pause
        self._buffer = b""
        self._asked = 0.0
        self._waiting = False
        self._transport: asyncio.Transport | None = None
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._ask(None)

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        head, mark, rest = self._buffer.partition(b"\r\n\r\n")
        if not mark:
            return
        length = next((int(line[15:]) for line in head.split(b"\r\n") if line[:15].lower() == b"content-length:"), 0)
        if len(rest) < length:
            return
        self._buffer = b""
        self._waiting = False
        self._outcome.latencies.append(time.perf_counter() - self._asked)
        self._outcome.bad += head[9:10] != b"2"
        if self._pause:
            asyncio.get_running_loop().call_later(self._pause, self._ask, rest)
        else:
            self._ask(rest)

    def connection_lost(self, exc: Exception | None) -> None:
        self._outcome.lost += self._waiting
        if not self.done.done():
            self.done.set_result(None)

    def _ask(self, answer: bytes | None) -> None:
        assert self._transport is not None
        self._asked = time.perf_counter()
        request = self._next(answer) if self._asked < self._until else None
        if request is None:
            self._transport.close()
            return
        self._waiting = True
        self._transport.write(request)


def drive(port: int, sources: list[Next], seconds: float, pause: float = 0.0) -> Outcome:
    """One connection for each source, for so long or until the sources stop; `pause` (s) before each next request."""

    async def run() -> Outcome:
        outcome = Outcome()
        began = time.perf_counter()
        loop = asyncio.get_running_loop()
        connections = [
            (
                await loop.create_connection(
                    lambda s=source: _Connection(s, outcome, began + seconds, pause), "127.0.0.1", port
                )
            )[1]
            for source in sources
        ]
        await asyncio.wait([connection.done for connection in connections], timeout=seconds + 15)
        outcome.lost += sum(not connection.done.done() for connection in connections)
        outcome.seconds = time.perf_counter() - began
        return outcome

    return asyncio.run(run())
