"""All senders of a process: one a channel and lane, each draining at most once at a time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from sms.outbox.sender import Sender


class Turnstile:
    """Lets one drain run; a call in the meantime makes it go round once more instead of waiting."""

    def __init__(self, drain: Callable[[Callable[[], bool]], int]) -> None:
        self._drain = drain
        self._busy = threading.Lock()
        self._wanted = threading.Event()

    def push(self, stop: Callable[[], bool]) -> None:
        """Drain, unless somebody is at it; then they will see that there is more."""
        self._wanted.set()
        while self._wanted.is_set() and not stop() and self._busy.acquire(blocking=False):
            try:
                self._wanted.clear()
                self._drain(stop)
            finally:
                self._busy.release()


class Dispatcher:
    """Sends what is due in a lane, on every channel at once."""

    def __init__(self, senders: Mapping[tuple[str, int], Sender]) -> None:
        self._turnstiles = {key: Turnstile(sender.drain) for key, sender in senders.items()}
        self._stopping = threading.Event()

    def send(self, lane: int) -> None:
        """Drain the lane; at once when it is being drained already."""
        mine = [turnstile for (_, of), turnstile in self._turnstiles.items() if of == lane]
        with ThreadPoolExecutor(len(mine) or 1) as pool:
            for done in [pool.submit(turnstile.push, self._stopping.is_set) for turnstile in mine]:
                done.result()

    def stop(self) -> None:
        """Claim nothing more; calls under way end and are recorded."""
        self._stopping.set()
