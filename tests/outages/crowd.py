"""Messages that arrive whether or not those before them were answered, through a gateway with so many connections."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from sms.gateways.twilio_signature import sign
from tests.outages.counting import name
from tests.outages.talkers import SORRY
from tests.outages.talking import Told
from tests.outages.webhook import TOKEN

PATIENCE = 15.0
"""Seconds that Twilio waits for an answer."""
AGAIN = 5.0
"""Seconds until a message that had an apology, or no answer, is sent again."""
TICK = 0.005

Phase = tuple[float, float]
"""Messages a second, and for how many seconds."""
Way = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Crowd:
    """Of a port. `lines` talk in turn, each a message at a time; more join when all of them wait.

    `arrived` counts messages, `sorry` apologies, `vain` calls without an answer; `longest` is the most that waited at
    once, `late` the seconds of each from its arrival to its answer, by phase.
    """

    port: int
    first: int
    lines: int = 4000
    connections: int = 4000
    told: Told = field(default_factory=Told)
    arrived: int = 0
    sorry: int = 0
    vain: int = 0
    longest: int = 0
    late: list[list[float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._idle = deque((line, 0) for line in range(self.first, self.first + self.lines))
        self._free: list[Way] = []

    @property
    def waiting(self) -> int:
        """Messages that have no answer yet."""
        return self.arrived - self.told.answered

    async def play(self, phases: Sequence[Phase]) -> None:
        """All of it, until each has its answer; then each once more."""
        self._places = asyncio.Semaphore(self.connections)
        async with asyncio.TaskGroup() as sending:
            for rate, seconds in phases:
                self.late.append([])
                began, sent = time.monotonic(), 0
                while (gone := time.monotonic() - began) < seconds:
                    for _ in range(int(gone * rate) - sent):
                        sent += 1
                        self.arrived += 1
                        sending.create_task(self._message(self.late[-1]))
                    self.longest = max(self.longest, self.waiting)
                    await asyncio.sleep(TICK)
        async with asyncio.TaskGroup() as again:
            for (line, number), answer in self.told.answers.items():
                again.create_task(self._repeat(line, number, answer))
        for _, writer in self._free:
            writer.close()

    async def _message(self, late: list[float]) -> None:
        if not self._idle:
            self._idle.append((self.first + self.lines, 0))
            self.lines += 1
        line, number = self._idle.popleft()
        began = time.monotonic()
        while (answer := await self._ask(line, number)) is None:
            await asyncio.sleep(AGAIN)
        late.append(time.monotonic() - began)
        self.told.answers[line, number] = answer
        self._idle.append((line, number + 1))

    async def _repeat(self, line: int, number: int, answer: str) -> None:
        self.told.wrong += await self._ask(line, number) not in (answer, None)

    async def _ask(self, line: int, number: int) -> str | None:
        form = {"From": f"+5255{line:08d}", "MessageSid": name(line, number), "Body": f"hola {number}"}
        signature = sign(TOKEN.encode(), f"http://127.0.0.1:{self.port}/sms/twilio".encode(), list(form.items()))
        body = urlencode(form)
        head = "\r\n".join(
            [
                *("POST /sms/twilio HTTP/1.1", f"Host: 127.0.0.1:{self.port}"),
                *("Content-Type: application/x-www-form-urlencoded", f"X-Twilio-Signature: {signature.decode()}"),
                f"Content-Length: {len(body)}",
            ]
        )
        with suppress(OSError, EOFError, ValueError, TimeoutError):
            async with self._places, asyncio.timeout(PATIENCE), self._way() as (reader, writer):
                writer.write(f"{head}\r\n\r\n{body}".encode())
                answered = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
                said = await reader.readexactly(int(answered.partition("content-length:")[2].split()[0]))
            if any(sorry in said.decode() for sorry in SORRY):
                self.sorry += 1
                return None
            if answered.startswith("http/1.1 200"):
                return said.decode()
        self.vain += 1
        return None

    @asynccontextmanager
    async def _way(self) -> AsyncIterator[Way]:
        """A connection; kept for others unless something went wrong on it."""
        way = self._free.pop() if self._free else await asyncio.open_connection("127.0.0.1", self.port)
        try:
            yield way
        except BaseException:
            way[1].close()
            raise
        self._free.append(way)
