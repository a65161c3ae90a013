"""Sockets that take their time, in every way a client can: each kind holds what a server would wait for."""

from __future__ import annotations

import contextlib
import resource
import select
import socket
import threading
from collections.abc import Iterator
from types import TracebackType

DRIP = 0.5
"""Seconds between two bytes of those that send one now and then."""

_FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
_POST = b"POST /sms/twilio HTTP/1.1\r\nHost: x\r\nX-Twilio-Signature: x\r\n" + _FORM
_GET = b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

KINDS: dict[str, tuple[bytes, bytes]] = {
    "silent": (b"", b""),
    "half a head": (b"POST /sms/twilio HTTP/1.1\r\nHost: x\r\nX-", b""),
    "dripping head": (b"GET / HTTP/1.1\r\nX-A: ", b"a"),
    "one byte of a body": (_POST + b"Content-Length: 1000\r\n\r\nB", b""),
    "half a chunk": (_POST + b"Transfer-Encoding: chunked\r\n\r\n3e8\r\nBody", b""),
    "dripping body": (_POST + b"Content-Length: 1000\r\n\r\nBody=", b"a"),
    "endless chunks": (_POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
    "never reads": (_GET * 16, _GET * 16),
    "hundreds at once": (_GET * 400, _GET * 400),
    "idle": (_GET, b""),
}
"""Name: what is sent at once, and what is sent now and then."""
UNREAD = ("never reads", "hundreds at once")
"""Kinds that leave answers where they are."""


class Slow:
    """So many sockets of a kind, held until the end of the context; one that was closed stays closed."""

    def __init__(self, port: int, kind: str, count: int) -> None:
        self._first, self._drop = KINDS[kind]
        self._port, self._count, self._kind = port, count, kind
        self._over = threading.Event()

    def __enter__(self) -> Slow:
        """Open all of them."""
        _allow_files(self._count)
        self.sockets = [self._open() for _ in range(self._count)]
        self._thread = threading.Thread(target=self._drip, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close all that are left."""
        self._over.set()
        self._thread.join()
        for each in self.sockets:
            each.close()

    def held(self) -> int:
        """How many the service has not ended yet."""
        return sum(map(_alive, self.sockets))

    def _open(self) -> socket.socket:
        one = socket.socket()
        if self._kind in UNREAD:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.settimeout(5)
        one.connect(("127.0.0.1", self._port))
        one.setblocking(False)
        with contextlib.suppress(OSError):
            one.send(self._first)
        return one

    def _drip(self) -> None:
        while self._drop and not self._over.wait(DRIP):
            for each in self.sockets:
                with contextlib.suppress(OSError):
                    each.send(self._drop)


@contextlib.contextmanager
def all_kinds(port: int, count: int) -> Iterator[list[Slow]]:
    """So many of every kind at once."""
    _allow_files(count * len(KINDS))
    with contextlib.ExitStack() as stack:
        yield [stack.enter_context(Slow(port, kind, count)) for kind in KINDS]


def _alive(one: socket.socket) -> bool:
    """Whether the service has neither reset nor ended it; nothing is read, since some never do."""
    poll = select.poll()
    poll.register(one, select.POLLRDHUP)
    return not any(what & (select.POLLRDHUP | select.POLLHUP | select.POLLERR) for _, what in poll.poll(0))


def _allow_files(count: int) -> None:
    """As many open files as this needs, where the machine allows it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = count + 512
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
