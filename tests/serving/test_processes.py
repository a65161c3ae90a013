"""A web process that is killed is replaced; one that is killed as it starts, not without end."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator

import pytest

from serving.child import Process, start
from serving.front import __main__ as front

KILLED = [sys.executable, "-c", "import os; os.kill(os.getpid(), 9)"]
ENOUGH = 3


@pytest.fixture(autouse=True)
def _own_signals() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


def begun(until: int) -> int:
    """How many were started until so many were, or until half a second has passed without."""
    begins = 0

    def begin() -> Process:
        nonlocal begins
        begins += 1
        if begins == until:
            os.kill(os.getpid(), signal.SIGTERM)
        return start(KILLED)

    processes = front.Processes(begin, 1)
    late = threading.Timer(0.5 if until > ENOUGH else 60, os.kill, (os.getpid(), signal.SIGTERM))
    late.start()
    assert processes.keep() == 0
    late.cancel()
    return begins


def test_one_that_is_killed_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "TOO_SOON", 0.0)
    assert begun(ENOUGH) == ENOUGH


def test_one_that_is_killed_as_it_starts_waits_for_its_next_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(front, "TOO_SOON", 3600.0)
    assert begun(ENOUGH + 1) == 1
