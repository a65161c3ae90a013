"""Answers held back for who sends too much: nobody else waits, no more are held than was said, and none is lost."""

from __future__ import annotations

import asyncio
import select
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import Mock

import pytest

from serving.front.connection import Connection
from serving.front.exchange import HELD, LATE
from serving.front.limits import Limits
from serving.front.listener import Around, Front
from tests.processes import eventually

LONG = 3600.0


class Served:
    """A web server of one process within the test; paths that begin with `/spent` ask to be held back."""

    def __init__(self, limits: Limits, together: Around | None = None) -> None:
        self.asked: list[str] = []
        self.late: list[bool] = []
        self._front = Front(self._application, {}, limits, together)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._running = threading.Thread(target=asyncio.run, args=(self._serve(),))
        self._began = threading.Event()
        self._running.start()
        self._began.wait()

    async def _serve(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        self._began.set()
        await self._front.serve(self._listener, self._stopping)

    def _application(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        path = environ["PATH_INFO"]
        self.asked.append(path)
        self.late.append(LATE in environ)
        if path.startswith("/spent"):
            environ[HELD] = True
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [path.encode()]

    def connect(self) -> socket.socket:
        return socket.create_connection(self._listener.getsockname(), 60)

    def leave(self) -> None:
        """As SIGTERM asks it to."""
        self._loop.call_soon_threadsafe(self._stopping.set)

    def stop(self) -> None:
        """The same, and wait."""
        if self._running.is_alive():
            self.leave()
            self._running.join()
            self._listener.close()


@contextmanager
def served(**limits: Any) -> Iterator[Served]:
    server = Served(Limits(**limits))
    try:
        yield server
    finally:
        server.stop()


@pytest.fixture
def wires() -> Iterator[ExitStack]:
    with ExitStack() as stack:
        yield stack


def send(wire: socket.socket, *paths: str) -> None:
    wire.sendall(b"".join(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for path in paths))


def answered(wire: socket.socket, path: str) -> bool:
    received = b""
    while not received.endswith(path.encode()):
        data = wire.recv(65536)
        if not data:
            return False
        received += data
    return received.startswith(b"HTTP/1.1 200")


def silent(wire: socket.socket) -> bool:
    return select.select([wire], [], [], 0) == ([], [], [])


def ask(server: Served, wires: ExitStack, path: str) -> socket.socket:
    """Send it on a connection of its own, and wait until the application has answered."""
    wire, before = wires.enter_context(server.connect()), len(server.asked)
    send(wire, path)
    eventually(lambda: len(server.asked) > before)
    return wire


def test_nobody_else_waits_for_an_answer_that_is_held(wires: ExitStack) -> None:
    with served(held_seconds=LONG) as server:
        held = ask(server, wires, "/spent")
        for _ in range(3):
            assert answered(ask(server, wires, "/other"), "/other")
        assert silent(held)


def test_what_a_held_client_sends_meanwhile_is_not_read(wires: ExitStack) -> None:
    with served(held_seconds=LONG) as server:
        held = ask(server, wires, "/spent")
        send(held, "/spent/more", "/spent/and/more")
        assert answered(ask(server, wires, "/other"), "/other")
        assert server.asked == ["/spent", "/other"]


def test_no_more_are_held_than_was_said_and_the_next_is_refused_at_once(wires: ExitStack) -> None:
    with served(held_seconds=LONG, held=3) as server:
        held = [ask(server, wires, "/spent") for _ in range(3)]
        refused = ask(server, wires, "/spent")
        assert refused.recv(65536).startswith(b"HTTP/1.1 503")
        assert all(map(silent, held))
        assert answered(ask(server, wires, "/other"), "/other")


def test_a_held_answer_comes_and_so_do_those_behind_it(wires: ExitStack) -> None:
    with served(held_seconds=0.05, held=1) as server:
        wire = wires.enter_context(server.connect())
        send(wire, "/spent/1", "/spent/2", "/other")
        assert answered(wire, "/other")
        assert server.asked == ["/spent/1", "/spent/2", "/other"]
        assert answered(ask(server, wires, "/spent/3"), "/spent/3"), "its place is free again"


def test_a_client_that_went_away_while_held_breaks_nothing(wires: ExitStack) -> None:
    with served(held_seconds=0.05, held=1) as server:
        ask(server, wires, "/spent").close()
        again = ask(server, wires, "/other")
        assert answered(again, "/other")
        eventually(lambda: not server._front._held)
        assert answered(ask(server, wires, "/spent"), "/spent")


def test_held_answers_leave_when_the_process_ends(wires: ExitStack) -> None:
    with served(held_seconds=LONG) as server:
        held = ask(server, wires, "/spent")
        server.stop()
        assert answered(held, "/spent")


@pytest.mark.parametrize("let_go", [Connection.close, Connection.drop])
def test_a_client_that_is_let_go_before_its_connection_is_made_is_cut_off_then(
    let_go: Callable[[Connection], None],
) -> None:
    """As one that was accepted in the moment in which the process was told to end: the others still have answers."""
    connection, made = Connection(Front(Mock(), {}, Limits())), Mock(spec=asyncio.Transport)
    let_go(connection)
    connection.connection_made(made)
    assert made.abort.called


@pytest.mark.parametrize("late", [True, False])
def test_a_request_that_has_waited_too_long_is_marked(wires: ExitStack, late: bool) -> None:
    server = wires.enter_context(served(late_seconds=0.0 if late else LONG))
    wire = wires.enter_context(server.connect())
    send(wire, "/hello")
    assert answered(wire, "/hello")
    assert server.late == [late]
