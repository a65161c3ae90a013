"""Child processes that never outlive their parent, even when it is killed."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

PR_SET_PDEATHSIG = 1
TICK = 0.02
"""Seconds between two looks at a process that is to end."""
_libc = ctypes.CDLL(None, use_errno=True)


def start(command: Sequence[str | Path], **more: Any) -> subprocess.Popen[bytes]:
    """Start a process in a session of its own, so that the terminal's Ctrl-C reaches only us.

    Linux sends it SIGTERM when the thread that called this ends; start children from the main thread.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=die_with_parent,
        **more,
    )


class Process(Protocol):
    """What is asked of a child: its number, its exit code once it is known, and to wait for that."""

    pid: int
    returncode: int | None

    def wait(self) -> int:
        """The exit code, minus the signal that killed it."""
        ...


def stop(process: Process, patience: float = 10.0) -> int:
    """Ask a process to end, and end it if it does not within `patience` seconds; returns its exit code.

    What it leaves behind is killed: one that died could not end its own children. Until we have waited for it its
    number is nobody else's, so the group that is killed is its own.
    """
    if process.returncode is not None:
        return process.returncode
    os.kill(process.pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while ended(process) is None and time.monotonic() < until:
        time.sleep(TICK)
    os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def ended(process: Process) -> int | None:
    """The exit code of a process that has ended (minus the signal that killed it), without waiting for it yet."""
    if process.returncode is not None:
        return process.returncode
    found = os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if found is None:
        return None
    return found.si_status if found.si_code == os.CLD_EXITED else -found.si_status


def die_with_parent() -> None:
    """Have Linux send this process SIGTERM when its parent ends."""
    _libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
