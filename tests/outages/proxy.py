"""A TCP proxy that can be told to delay, cut, fall silent or drip; what stands behind it is a UNIX socket or a port."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from typing import Literal

Mode = Literal["pass", "delay", "cut", "silent", "drip"]
"""`cut`: connections are closed, new ones too. `silent`: half open, nothing is carried and nothing is closed.

`delay`: each piece waits. `drip`: a byte at a time.
"""


class Proxy:
    """Listens on a port of the loopback. Modes apply at once, to open connections as well."""

    def __init__(self, upstream: str | tuple[str, int], pause: float = 0.2) -> None:
        self._upstream = upstream
        self._pause = pause
        self._mode: Mode = "pass"
        self._changed = threading.Condition()
        self._open: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=256)
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._listen, daemon=True).start()

    def become(self, mode: Mode) -> None:
        """Treat whatever comes from now on so."""
        with self._changed:
            self._mode = mode
            self._changed.notify_all()
            doomed = set(self._open) if mode == "cut" else set()
        for each in doomed:
            _shut(each)

    def close(self) -> None:
        """End everything."""
        self._listener.close()
        self.become("cut")

    def _listen(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            threading.Thread(target=self._join, args=(client,), daemon=True).start()

    def _join(self, client: socket.socket) -> None:
        with contextlib.ExitStack() as both:
            both.enter_context(client)
            if self._mode == "cut" or not self._wait_while_silent():
                return
            server = socket.socket(socket.AF_UNIX if isinstance(self._upstream, str) else socket.AF_INET)
            both.enter_context(server)
            with contextlib.suppress(OSError):
                server.connect(self._upstream)
                with self._changed:
                    self._open |= {client, server}
                back = threading.Thread(target=self._carry, args=(server, client), daemon=True)
                back.start()
                self._carry(client, server)
                back.join()
            with self._changed:
                self._open -= {client, server}

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(65536):
                if not self._wait_while_silent():
                    break
                for part in self._parts(piece):
                    target.sendall(part)
        _shut(source)
        _shut(target)

    def _parts(self, piece: bytes) -> Iterator[bytes]:
        if self._mode == "delay":
            threading.Event().wait(self._pause)
        if self._mode != "drip":
            yield piece
            return
        for number in range(len(piece)):
            if self._mode == "drip":
                threading.Event().wait(self._pause / 100)
            yield piece[number : number + 1]

    def _wait_while_silent(self) -> bool:
        """Hold what came until there is an end to the silence; False when it ends by a cut."""
        with self._changed:
            self._changed.wait_for(lambda: self._mode != "silent")
            return self._mode != "cut"


def _shut(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
