"""The stores of a test behind proxies: where their sockets are, and their addresses through a port."""

from __future__ import annotations

import re

from tests.outages.proxy import Proxy


def before_redis(url: str) -> tuple[Proxy, str]:
    """A proxy before a Redis on a UNIX socket, and the address through it."""
    proxy = Proxy(url.removeprefix("unix://"))
    return proxy, f"redis://127.0.0.1:{proxy.port}/0"


def before_postgresql(url: str, pause: float = 0.2) -> tuple[Proxy, str]:
    """A proxy before a PostgreSQL on a UNIX socket, and the address through it."""
    folder = url.rpartition("host=")[2]
    proxy = Proxy(f"{folder}/.s.PGSQL.5432", pause)
    return proxy, re.sub(r"@/(\w+)\?.*", rf"@127.0.0.1:{proxy.port}/\1?sslmode=disable", url)
