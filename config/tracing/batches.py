"""Spans on their way to a collector, in batches and by a thread of their own, so that nobody ever waits for it."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence

from config.tracing.spans import Span

QUEUE = 4096
"""Spans that wait at most, some 2 MB; the oldest are let go for newer ones."""
BATCH = 512
EVERY = 1.0
"""Seconds between two batches, unless one is full before."""
REST = 5.0
"""Seconds of peace for a collector that did not take one."""
LEAVE = 1.0
"""Seconds that the last ones have when a process ends."""
SAY_EVERY = 600.0
"""Seconds between two lines about a collector that takes nothing."""

log = logging.getLogger(__name__)


class Batches:
    """`export` gives a batch away and says whether it was taken; `where` is the collector's address, for the log.

    The thread begins with the first span, so in the process that has one and not in the one it was forked from.
    """

    def __init__(
        self,
        export: Callable[[Sequence[Span]], bool],
        where: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._export, self._where, self._now = export, where, now
        self._waiting: deque[Span] = deque(maxlen=QUEUE)
        self._full, self._beginning = threading.Event(), threading.Lock()
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None
        self._lost, self._silent_until, self._away = 0, float("-inf"), False

    def tell(self, span: Span) -> None:
        """Let it be taken along. Never waits, never raises."""
        if len(self._waiting) == QUEUE:
            self._lost += 1
        self._waiting.append(span)
        if self._thread is None:
            self._begin()
        if len(self._waiting) >= BATCH and not self._full.is_set():
            self._full.set()

    def close(self) -> None:
        """Give away what waits, if that is soon done, and take nothing more."""
        self._ending.set()
        self._full.set()
        if self._thread:
            self._thread.join(LEAVE)

    def _begin(self) -> None:
        with self._beginning:
            if self._thread is None and not self._ending.is_set():
                self._thread = threading.Thread(target=self._go_on, name="traces", daemon=True)
                self._thread.start()

    def _go_on(self) -> None:
        last = False
        while not last:
            self._full.wait(EVERY)
            self._full.clear()
            last = self._ending.is_set()
            if not self.give_away():
                self._ending.wait(REST)

    def give_away(self) -> bool:
        """Everything that waits now; False where the collector does not take it: then the rest goes on waiting."""
        for _ in range(-(-len(self._waiting) // BATCH)):
            batch = [self._waiting.popleft() for _ in range(min(BATCH, len(self._waiting)))]
            try:
                taken = self._export(batch)
            except Exception:
                log.exception("spans cannot be written")
                taken = False
            if not self._taken(taken, len(batch)):
                return False
        return True

    def _taken(self, taken: bool, count: int) -> bool:
        if taken:
            if self._away:
                log.info("the collector of traces at %s takes them again", self._where)
            self._away, self._silent_until = False, float("-inf")
            return True
        self._away = True
        self._lost += count
        if self._now() >= self._silent_until:
            log.warning(
                "the collector of traces at %s takes none, and %d spans are lost so far; messages go on as ever: see "
                "that it runs, and that MICUENTA_TRACES_URL is its address (`micuenta doctor` says what it answers)",
                self._where,
                self._lost,
            )
            self._silent_until = self._now() + SAY_EVERY
        return False
