"""The live stream: for who has come in, from pages of this host, each change once, by its folio alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import pytest
from redis import Redis

from console.access.gate import COOKIE
from console.live import EVERYTHING, MOST_TOLD, PATH, Ear, Stream, admits
from tests.console.conftest import Browser
from turns.store import CASES, DialogStore

Sent = dict[str, Any]


class Client:
    """A browser's stream."""

    def __init__(self, stream: Stream, **headers: str) -> None:
        self.sent: asyncio.Queue[Sent] = asyncio.Queue()
        self.leaves: asyncio.Queue[Sent] = asyncio.Queue()
        pairs = [(name.encode(), value.encode()) for name, value in {"host": "127.0.0.1:8002", **headers}.items()]
        scope = {"type": "http", "method": "GET", "path": PATH, "headers": pairs}
        self.task = asyncio.create_task(stream(scope, self.leaves.get, self.sent.put))

    async def status(self) -> int:
        return int((await self.sent.get())["status"])

    async def says(self) -> str:
        return str((await self.sent.get())["body"].decode())

    async def says_soon(self) -> str:
        """What comes within a moment; empty when nothing does."""
        with suppress(TimeoutError):
            return await asyncio.wait_for(self.says(), 0.5)
        return ""

    async def leave(self) -> None:
        await self.leaves.put({"type": "http.disconnect"})
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)


def played(story: Coroutine[Any, Any, None]) -> None:
    """Let it happen on a thread of its own: where browsers are driven, this one has a loop that runs already."""
    with ThreadPoolExecutor(1) as threads:
        threads.submit(asyncio.run, story).result()


async def started(redis_url: str, admits: Callable[[str], bool]) -> Stream:
    stream = Stream(redis_url, admits)
    asked: asyncio.Queue[Sent] = asyncio.Queue()
    answered: asyncio.Queue[Sent] = asyncio.Queue()
    await asked.put({"type": "lifespan.startup"})
    stream.life = asyncio.create_task(stream({"type": "lifespan"}, asked.get, answered.put))
    await answered.get()
    return stream


def test_a_change_is_told_by_its_folio_to_each_stream(redis_url: str, redis: Redis) -> None:
    async def play() -> None:
        stream = await started(redis_url, lambda token: token == "good")
        first, second = (Client(stream, cookie=f"{COOKIE}=good") for _ in range(2))
        for client in (first, second):
            assert await client.status() == 200
            assert await client.says() == "retry: 3000\n\n"
        while not redis.pubsub_numsub(CASES)[0][1]:
            await asyncio.sleep(0.01)
        for client in (first, second):  # who came before Redis was listened to is told that anything may have changed
            assert await client.says_soon() in ("", f"data: {EVERYTHING}\n\n")
        DialogStore(redis).ring("CASE22")
        assert {await first.says(), await second.says()} == {"data: CASE22\n\n"}
        await first.leave()
        await second.leave()

    played(play())


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"cookie": f"{COOKIE}=stolen"}, 401),
        ({}, 401),
        ({"cookie": f"{COOKIE}=good", "origin": "https://evil.example"}, 403),
        ({"cookie": f"{COOKIE}=good", "origin": "http://127.0.0.1:8001"}, 200),
    ],
)
def test_it_is_for_pages_of_this_host_and_who_has_come_in(redis_url: str, headers: dict[str, str], status: int) -> None:
    async def play() -> None:
        client = Client(Stream(redis_url, lambda token: token == "good"), **headers)
        assert await client.status() == status
        await client.leave()

    played(play())


def test_a_slow_client_is_told_that_everything_changed() -> None:
    async def play() -> None:
        ear = Ear()
        for number in range(MOST_TOLD + 1):
            ear.ring(f"C{number}")
        assert await ear.next(60) == [EVERYTHING]
        ear.ring("CASE22")
        ear.ring("CASE22")
        assert await ear.next(60) == ["CASE22"]
        assert await ear.next(0) == []

    played(play())


def test_a_session_admits_while_it_goes_on_and_listening_is_no_sign_of_life(ana: Browser) -> None:
    console = ana.console
    ana.get("/console/")
    before = console.all("SELECT seen_at FROM agent_session")

    assert admits(console.database, console.clock, ana.cookie)
    assert not admits(console.database, console.clock, "")
    assert not admits(console.database, console.clock, "another")
    assert console.all("SELECT seen_at FROM agent_session") == before
    ana.post("/console/salir")
    assert not admits(console.database, console.clock, ana.cookie or "x")


def test_the_pages_name_where_the_stream_is_and_may_reach_it(ana: Browser) -> None:
    port = ana.console.settings.console_live_port
    answer = ana.get("/console/")

    assert f'data-stream="http://localhost:{port}{PATH}"' in ana.page
    assert f"connect-src 'self' http://localhost:{port};" in answer.headers["Content-Security-Policy"]
    behind = ana.console.settings.model_copy(update={"console_url": "https://console.example"})
    policy = ana.console.served(behind).test_client().get("/console/entrar").headers["Content-Security-Policy"]
    assert "connect-src 'self';" in policy


def test_what_the_desk_and_the_worker_do_rings(ana: Browser, redis: Redis) -> None:
    heard = redis.pubsub()
    heard.subscribe("mc:cases")
    ana.console.case()
    ana.get("/console/")
    ana.post("/console/caso/CASE22/tomar")

    found = [message["data"] for message in (heard.get_message(timeout=5) for _ in range(2)) if message]
    heard.close()
    assert found == [1, b"CASE22"]
