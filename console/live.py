"""The live stream: tells the open pages which case has changed, by its folio alone; they then ask for their part.

One small ASGI program beside the console, so that a stream that is open holds no process of the pages. What it says
comes from Redis; should that be away, or a stream not come about, the pages ask by themselves.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import suppress
from datetime import datetime
from http.cookies import CookieError, SimpleCookie
from typing import Any

from redis import RedisError
from redis.asyncio import Redis

from console.access.gate import COOKIE
from console.desk.context import WORKING
from models.agents import sessions
from models.database import Database
from turns.store import CASES

PATH = "/console/en-vivo"
EVERYTHING = "*"
"""In a folio's place: more has changed than is told one by one."""
MOST_TOLD = 50
"""Folios that wait for a slow client; beyond it, `EVERYTHING`."""
MOST_STREAMS = 4000
KEEP_ALIVE = 15.0
"""Seconds of silence after which a comment shows proxies that somebody is there."""
CHECK = 60.0
"""Seconds after which it is asked again whether the session still goes on."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Ear:
    """What one stream has not been told yet."""

    def __init__(self) -> None:
        self._folios: set[str] = set()
        self._rung = asyncio.Event()

    def ring(self, folio: str) -> None:
        """Something of this case has changed."""
        self._folios.add(folio)
        if len(self._folios) > MOST_TOLD:
            self._folios = {EVERYTHING}
        self._rung.set()

    async def next(self, seconds: float) -> list[str]:
        """What has changed since the last time; empty when nothing has for so long."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rung.wait(), seconds)
        told, self._folios = sorted(self._folios), set()
        self._rung.clear()
        return told


class Stream:
    """The program. `admits` tells whether a session's token still opens the pages; it may take a while."""

    def __init__(self, redis_url: str, admits: Callable[[str], bool]) -> None:
        self._redis_url = redis_url
        self._admits = admits
        self._ears: set[Ear] = set()
        self._listener: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """ASGI 3."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            what = (await receive())["type"].removeprefix("lifespan.")
            if what == "startup":
                self._listener = asyncio.create_task(self._listen())
            elif self._listener:
                self._listener.cancel()
            await send({"type": f"lifespan.{what}.complete"})
            if what == "shutdown":
                return

    async def _listen(self) -> None:
        """Pass on what Redis says; after an outage something may have been missed."""
        while True:
            try:
                async with Redis.from_url(self._redis_url) as redis, redis.pubsub() as ears:
                    await ears.subscribe(CASES)
                    self._ring(EVERYTHING)
                    async for message in ears.listen():
                        if message["type"] == "message":
                            self._ring(message["data"].decode())
            except (RedisError, OSError):
                await asyncio.sleep(1)

    def _ring(self, folio: str) -> None:
        for ear in self._ears:
            ear.ring(folio)

    async def _answer(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if scope["path"] == "/console/en-vivo/healthz":
            await _say(send, 200)
        elif scope["path"] != PATH or scope["method"] != "GET":
            await _say(send, 404)
        elif not _of_this_host(headers):
            await _say(send, 403)
        elif not await asyncio.to_thread(self._admits, token := _token(headers)):
            await _say(send, 401)
        elif len(self._ears) >= MOST_STREAMS:
            await _say(send, 503)
        else:
            await self._tell(headers, token, receive, send)

    async def _tell(self, headers: dict[str, str], token: str, receive: Receive, send: Send) -> None:
        ear = Ear()
        self._ears.add(ear)
        gone = asyncio.create_task(_gone(receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _head(headers)})
            loop = asyncio.get_running_loop()
            checked = loop.time()
            await _write(send, "retry: 3000\n\n")
            while not gone.done():
                folios = await ear.next(KEEP_ALIVE)
                if loop.time() - checked > CHECK:
                    checked = loop.time()
                    if not await asyncio.to_thread(self._admits, token):
                        break
                await _write(send, "".join(f"data: {folio}\n\n" for folio in folios) or ": here\n\n")
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._ears.discard(ear)
            gone.cancel()


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _write(send: Send, text: str) -> None:
    await send({"type": "http.response.body", "body": text.encode(), "more_body": True})


async def _say(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def _head(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    told = {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
        "x-content-type-options": "nosniff",
    }
    if origin := headers.get("origin"):
        told |= {"access-control-allow-origin": origin, "access-control-allow-credentials": "true", "vary": "Origin"}
    return [(name.encode(), value.encode()) for name, value in told.items()]


def _of_this_host(headers: dict[str, str]) -> bool:
    """Whether a page of this host asks, on whatever port; a browser tells where a page of another is from."""
    origin = headers.get("origin", "")
    return not origin or _name(origin.partition("://")[2]) == _name(headers.get("host", ""))


def _name(host: str) -> str:
    return host.rpartition(":")[0] or host


def _token(headers: dict[str, str]) -> str:
    try:
        cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return cookie.value if cookie else ""


def admits(database: Database, clock: Callable[[], datetime], token: str) -> bool:
    """Whether a session's token opens the pages of a desk; asking is no sign that somebody is there."""
    if not token:
        return False
    with database.connect() as connection:
        here = sessions.find(connection, token, clock(), acts=False)
    return here is not None and here.role in WORKING
