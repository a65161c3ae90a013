"""The parent of the web processes: `python -m serving.front HOST PORT PROCESSES MODULE:FACTORY [NICENESS]`.

It holds the listening socket, so that none of the connections waiting there is lost when a process is replaced.
Where it can be copied, it reads the application once and they are copies of it: they share most of their memory, and
one that was killed is replaced at once. It joins nothing itself: no connection, thread or secret is there to be copied.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time
from collections.abc import Callable
from functools import partial

from serving.child import Process, ended, start, stop
from serving.front.forked import Born, can_fork, fork, keep_shared
from serving.front.process import answer, read

BACKLOG = 4096
"""Connections that wait to be accepted; the kernel may allow fewer."""
UNREAD = 64 * 1024
"""Bytes of answers that the kernel keeps for a client that does not read (Linux doubles it)."""
TICK = 0.05
"""Seconds between two looks at the processes."""
TOO_SOON = 3.0
"""A process that ends by itself so soon (s) after its start would do so again: then all end.

One that was killed so soon is replaced when this time is over, lest what kills each of them keep the machine busy."""
PATIENCE = 5.0
"""Seconds a process has to end; a turn is safe to break off at any point."""


def listening(host: str, port: int) -> socket.socket:
    """A listening socket that processes may inherit."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, UNREAD)
    listener.bind((host, port))
    listener.listen(BACKLOG)
    listener.set_inheritable(True)
    return listener


class Processes:
    """So many processes that `begin` begins; one that is killed is replaced."""

    def __init__(self, begin: Callable[[], Process], count: int) -> None:
        self._begin = begin
        self._wanted = True
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._running = [self._start() for _ in range(count)]

    def keep(self) -> int:
        """Until it is to stop, or a process cannot even begin; gives the exit code."""
        code = 0
        while self._wanted and not code:
            time.sleep(TICK)
            for place, (process, since) in enumerate(self._running):
                left = ended(process)
                if left is None:
                    continue
                soon = time.monotonic() - since < TOO_SOON
                if left >= 0 and soon:
                    code = left or 1
                elif not soon:
                    process.wait()
                    self._running[place] = self._start()
        for process, _ in self._running:
            if ended(process) is None:
                os.kill(process.pid, signal.SIGTERM)
        for process, _ in self._running:
            stop(process, PATIENCE)
        return code

    def _start(self) -> tuple[Process, float]:
        return self._begin(), time.monotonic()

    def _stop(self, number: int, frame: object) -> None:
        self._wanted = False


def main(host: str, port: str, count: str, *target: str) -> int:
    """Listen, start the processes and keep them."""
    listener = listening(host, int(port))
    if not can_fork():
        command = [sys.executable, "-m", "serving.front.process", str(listener.fileno()), *target]
        return Processes(partial(start, command, pass_fds=(listener.fileno(),)), int(count)).keep()
    read(target[0])
    keep_shared()
    try:
        return Processes(fork, int(count)).keep()
    except Born:
        answer(listener, *target)
        return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
