"""The proxy does what it is told, to open connections as well."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.outages.proxy import Proxy


@pytest.fixture
def echo() -> Iterator[tuple[str, int]]:
    """A server that says everything again."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                client, _ = server.accept()
            except OSError:
                return
            threading.Thread(target=say_again, args=(client,), daemon=True).start()

    def say_again(client: socket.socket) -> None:
        with client:
            while said := client.recv(100):
                client.sendall(said)

    threading.Thread(target=serve, daemon=True).start()
    yield server.getsockname()
    server.shutdown(socket.SHUT_RDWR)
    server.close()


def said(client: socket.socket, words: bytes) -> bytes:
    client.sendall(words)
    heard = b""
    while len(heard) < len(words) and (piece := client.recv(100)):
        heard += piece
    return heard


def test_it_carries_delays_and_drips(echo: tuple[str, int]) -> None:
    with closing(Proxy(echo, pause=0.001)) as proxy, socket.create_connection(("127.0.0.1", proxy.port)) as client:
        for mode in ("pass", "delay", "drip", "pass"):
            proxy.become(mode)  # type: ignore[arg-type]  # each is one
            assert said(client, b"hello") == b"hello"


def test_what_is_said_in_silence_arrives_after_it(echo: tuple[str, int]) -> None:
    with closing(Proxy(echo)) as proxy, socket.create_connection(("127.0.0.1", proxy.port)) as client:
        assert said(client, b"x") == b"x"
        proxy.become("silent")
        client.sendall(b"later")
        client.settimeout(0.05)
        with pytest.raises(TimeoutError):
            client.recv(1)
        client.settimeout(60)
        proxy.become("pass")
        assert client.recv(1) == b"l"


def test_a_cut_ends_what_is_open_and_what_comes(echo: tuple[str, int]) -> None:
    with closing(Proxy(echo)) as proxy, socket.create_connection(("127.0.0.1", proxy.port)) as client:
        assert said(client, b"x") == b"x"
        proxy.become("cut")
        assert client.recv(1) == b""
        with socket.create_connection(("127.0.0.1", proxy.port)) as late:
            assert late.recv(1) == b""
        proxy.become("pass")
        with socket.create_connection(("127.0.0.1", proxy.port)) as again:
            assert said(again, b"x") == b"x"
