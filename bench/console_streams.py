"""What a call centre at work costs those who write: 200 open streams and 20 agents at their pages beside SMS turns.

The same load of turns is driven with and without them, in turns, on PostgreSQL; console and stream run as processes of
their own, as in production. The load is steady, a pause after each answer, so that p99 tells of waiting.
"""

from __future__ import annotations

import http.client
import os
import random
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from statistics import median

from bench.load import Next, Outcome, drive
from bench.people import phone
from bench.row import Row
from bench.servers import Server, Servers, free_port, serve, servers
from bench.webhook import WORDS, prove, request
from config.settings import Settings
from console.access.gate import COOKIE
from console.live import PATH
from models.agents import people, sessions
from models.cases import holding
from models.database import Database
from serving.live import live_command
from serving.web import console_command

STREAMS = 200
AGENTS = 20
CLICKS = 2.0
"""Seconds between two pages of an agent, on average."""
WRITERS = 16
PAUSE = 0.1
"""Seconds a worker waits before the next message: 160 turns a second at most."""
SECONDS = float(os.environ.get("STREAMS_SECONDS", "5"))
ROUNDS = int(os.environ.get("STREAMS_ROUNDS", "4"))
AIM = 1.10


def rows() -> Iterator[Row]:
    """The p99 of turns beside a call centre at work, and without one."""
    with servers(32, beside=False) as running, centre(running) as (console, live, tokens):
        prove(running)
        _turns(running)
        goes: dict[str, list[Outcome]] = {"quiet": [], "busy": []}
        pages: list[float] = []
        for _ in range(ROUNDS):
            goes["quiet"].append(_turns(running))
            with _busy(console, live, tokens, pages):
                goes["busy"].append(_turns(running))
        quiet, busy = ([go.percentile(0.99) for go in goes[name]] for name in ("quiet", "busy"))
        ratio = median(one / other for one, other in zip(busy, quiet, strict=True))
        bad = sum(go.bad + go.lost for go in (*goes["quiet"], *goes["busy"]))
        pages.sort()
        yield Row(
            f"turns beside {STREAMS} streams and {AGENTS} agents",
            f"p99 {median(busy) * 1000:.1f} ms, {median(go.rate for go in goes['busy']):.0f}/s",
            f"p99 {median(quiet) * 1000:.1f} ms, {median(go.rate for go in goes['quiet']):.0f}/s",
            f"{ratio:.2f} x",
            f"{AIM} x, {bad} bad or lost",
            ratio <= AIM and not bad,
            {
                "p99_ratio": ratio,
                "busy_p99_ms": median(busy) * 1000,
                "quiet_p99_ms": median(quiet) * 1000,
                "busy_p50_ms": median(go.percentile(0.5) for go in goes["busy"]) * 1000,
                "quiet_p50_ms": median(go.percentile(0.5) for go in goes["quiet"]) * 1000,
                "pages": len(pages),
                "pages_p95_ms": pages[int(len(pages) * 0.95)] * 1000,
            },
        )


def _turns(running: Servers) -> Outcome:
    def worker(number: int) -> Next:
        turn = count(number)
        return lambda _: request(running.turn.port, phone(number), WORDS[next(turn) % len(WORDS)])

    return drive(running.turn.port, [worker(n) for n in range(1, WRITERS + 1)], SECONDS, PAUSE)


@contextmanager
def centre(running: Servers) -> Iterator[tuple[Server, Server, list[str]]]:
    """Console and stream beside the service, and agents who have come in, each with a case in hand."""
    settings = Settings(
        env="test",
        redis_url=running.redis_url,
        database_url=running.database_url,
        console_port=free_port(),
        console_live_port=free_port(),
    )
    environment = {
        "MICUENTA_ENV": "test",
        "MICUENTA_DATABASE_URL": running.database_url,
        "MICUENTA_REDIS_URL": running.redis_url,
        "MICUENTA_LOG_LEVEL": "WARNING",
    }
    tokens = _agents(settings)
    with ExitStack() as stack:
        console = serve(stack, settings.console_port, console_command(settings), environment, "/console/healthz")
        live = serve(stack, settings.console_live_port, live_command(settings), environment, f"{PATH}/healthz")
        yield console, live, tokens


def _agents(settings: Settings) -> list[str]:
    database, now = Database(settings.database_url), datetime.now(UTC)
    with database.transaction() as connection:
        for number in range(AGENTS):
            people.add(connection, f"Ana{number}", "agent", "x", b"x", now)
            known = people.named(connection, f"Ana{number}")
            assert known
            sessions.begin(connection, f"agent-{number}", known.id, known.version, now)
            line = f"+5233{number:08d}"
            holding.begin(connection, f"CASE{number:02d}", line, "worker-asked", now - timedelta(minutes=number))
            holding.claim(connection, f"CASE{number:02d}", known.id, now)
    database.close()
    return [f"agent-{number}" for number in range(AGENTS)]


@contextmanager
def _busy(console: Server, live: Server, tokens: list[str], pages: list[float]) -> Iterator[None]:
    """Streams open and agents click for as long as this lasts."""
    over = threading.Event()
    open_streams = [_stream(live, tokens[number % len(tokens)]) for number in range(STREAMS)]
    clicking = [threading.Thread(target=_click, args=(console, n, t, over, pages)) for n, t in enumerate(tokens)]
    for each in clicking:
        each.start()
    try:
        yield
    finally:
        over.set()
        for each in clicking:
            each.join()
        for stream in open_streams:
            stream.close()


def _stream(live: Server, token: str) -> socket.socket:
    stream = socket.create_connection(("127.0.0.1", live.port), timeout=30)
    stream.sendall(f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{live.port}\r\nCookie: {COOKIE}={token}\r\n\r\n".encode())
    head = stream.recv(4096)
    assert b" 200 " in head, head
    return stream


def _click(console: Server, number: int, token: str, over: threading.Event, pages: list[float]) -> None:
    """The queue, the case, its conversation, over and over, at a person's pace."""
    pace = random.Random(number)
    own = (f"/console/caso/CASE{number:02d}", f"/console/caso/CASE{number:02d}/hilo", "/console/")
    connection = http.client.HTTPConnection("127.0.0.1", console.port, timeout=30)
    for step in count():
        if over.wait(pace.uniform(0, 2 * CLICKS)):
            return
        began = time.perf_counter()
        connection.request("GET", own[step % len(own)], headers={"Cookie": f"{COOKIE}={token}"})
        answer = connection.getresponse()
        answer.read()
        pages.append(time.perf_counter() - began)
        assert answer.status == http.HTTPStatus.OK, (own[step % len(own)], answer.status)
