"""Child processes that are copies of their parent: what it has read they share with it, and begin with at once."""

from __future__ import annotations

import gc
import os
import signal
import sys

from serving.child import die_with_parent

STOPS = (signal.SIGTERM, signal.SIGINT)


class Born(BaseException):
    """Raised in a child where its parent goes on: whoever forks says in an `except` what the child is to do."""


class Forked:
    """A child, with what `serving.child` asks of a process."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def wait(self) -> int:
        """Wait for its end; the exit code, minus the signal that killed it."""
        if self.returncode is None:
            self.returncode = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.returncode


def can_fork() -> bool:
    """Whether a process may be copied here: macOS' own libraries do not bear it."""
    return sys.platform == "linux"


def keep_shared() -> None:
    """Leave what was read so far out of every collection, whose marks would give each child its own copy of it."""
    gc.collect()
    gc.freeze()


def fork() -> Forked:
    """A child in a session of its own that ends with its parent and is stopped by signals. Raises Born in the child.

    Only where there is one thread: others would not be in the copy, but what they hold would be.
    """
    parent = os.getpid()
    waiting = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        pid = os.fork()
        if not pid:
            _be_oneself(parent)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
    if not pid:
        raise Born
    return Forked(pid)


def _be_oneself(parent: int) -> None:
    os.setsid()
    die_with_parent()
    if os.getppid() != parent:
        os._exit(1)
    for number in STOPS:
        signal.signal(number, signal.SIG_DFL)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
