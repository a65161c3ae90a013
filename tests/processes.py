"""Small helps for tests that watch real processes."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path


def eventually(holds: Callable[[], bool], within: float = 60.0) -> None:
    """Wait until it holds; fail when it does not in time."""
    until = time.monotonic() + within
    while not holds():
        assert time.monotonic() < until, "it did not come true in time"
        time.sleep(0.02)


def gone(pid: int) -> bool:
    """Whether this process has ended; one that nobody has waited for yet has, too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):  # the second: it went between opening and reading
        return True


def children(pid: int) -> list[int]:
    """A process's direct children, the first started first."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text("utf-8").split()]


def free_ports(count: int) -> list[int]:
    """Ports of the loopback where nobody listens."""
    with ExitStack() as stack:
        taken = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(count)]
        return [one.getsockname()[1] for one in taken]
