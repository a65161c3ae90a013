"""HTTP that ends when it has to: a call is cut off at its deadline, whatever the other side drips until then."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager
from urllib3.connection import HTTPConnection, HTTPSConnection

_here = threading.local()


class HttpTalk:
    """One call of this thread: the connection it goes over, as soon as there is one."""

    connection: HTTPConnection | None = None

    def cut(self) -> None:
        """Make whoever waits for the other side fail at once."""
        sock = self.connection.sock if self.connection else None
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


class _Noted(HTTPConnection):
    def request(self, *args: Any, **more: Any) -> None:
        _here.talk.connection = self
        super().request(*args, **more)


class _NotedTls(_Noted, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Noted


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _NotedTls


def punctual_pools(connections: int) -> PoolManager:
    """Pools whose calls `cut_after` can end; at most so many connections are kept for a host."""
    pools = PoolManager(maxsize=connections, block=False, retries=False)
    pools.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
    return pools


@contextmanager
def cut_after(seconds: float) -> Iterator[None]:
    """Around one call of a punctual pool, its body read and all."""
    talk = _here.talk = HttpTalk()
    timer = threading.Timer(seconds, talk.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
