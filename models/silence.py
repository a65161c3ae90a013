"""Whether a store has fallen silent: nobody waits for it a second time, and one look-out tries whether it is back.

A process serves one message at a time, so if each message waited for a store that says nothing, those behind would
wait for all before them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

GLANCE = 0.25
"""Seconds to wait for the look-out's first word: it may have been one connection that broke, and no more."""
PAUSE = 0.2
"""Seconds between two looks, each of which waits as long as any other connection."""


@dataclass(slots=True, eq=False)
class Silence:
    """Of one store. `look` connects and asks anew; it raises a `timeout` when nobody answers.

    `refused` makes what is raised at those who would only wait.
    """

    look: Callable[[], object]
    timeout: type[Exception]
    refused: Callable[[], Exception]
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _over: threading.Event = field(default_factory=threading.Event, init=False)
    _since: float = field(default=0.0, init=False)

    def __post_init__(self) -> None:
        self._over.set()

    def begins(self) -> None:
        """Somebody has waited in vain."""
        with self._lock:
            if not self._over.is_set():
                return
            self._since = time.monotonic()
            self._over.clear()
        try:
            threading.Thread(target=self._keep_looking, name="silence", daemon=True).start()
        except RuntimeError:  # the machine has no thread left: without a look-out nobody may be refused
            self._over.set()

    def refuse(self) -> None:
        """Raise while it is silent."""
        if self._over.is_set():
            return
        if not self._over.wait(max(0.0, self._since + GLANCE - time.monotonic())):
            raise self.refused()

    def _keep_looking(self) -> None:
        while True:
            try:
                self.look()
            except self.timeout:
                time.sleep(PAUSE)
            except Exception:  # it refuses: whoever asks will hear that at once
                break
            else:
                break
        self._over.set()
