"""Whether a PostgreSQL has fallen silent: nobody waits for it a second time, and one look-out tries whether it is back.

A process serves one message at a time, so if each message waited for a database that says nothing, those behind
would wait for all before them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import psycopg
from sqlalchemy.exc import OperationalError

GLANCE = 0.25
"""Seconds to wait for the look-out's first word: it may have been one connection that broke, and no more."""
PAUSE = 0.2
"""Seconds between two looks, each of which waits as long as any other connection."""


class Silent(psycopg.OperationalError):
    """Nothing was asked, because nothing would be answered."""


class Silence:
    """Of one engine. `look` connects and asks anew; raises psycopg.errors.ConnectionTimeout when nobody answers."""

    def __init__(self, look: Callable[[], object]) -> None:
        self._look = look
        self._lock = threading.Lock()
        self._over = threading.Event()
        self._over.set()
        self._since = 0.0

    def begins(self) -> None:
        """Somebody has waited in vain."""
        with self._lock:
            if not self._over.is_set():
                return
            self._since = time.monotonic()
            self._over.clear()
        threading.Thread(target=self._keep_looking, name="silence", daemon=True).start()

    def refuse(self) -> None:
        """Raise OperationalError while it is silent."""
        if self._over.is_set():
            return
        if not self._over.wait(max(0.0, self._since + GLANCE - time.monotonic())):
            raise OperationalError("", None, Silent("the database does not answer"))

    def _keep_looking(self) -> None:
        while True:
            try:
                self._look()
            except psycopg.errors.ConnectionTimeout:
                time.sleep(PAUSE)
            except psycopg.Error:  # it refuses: whoever asks will hear that at once
                break
            else:
                break
        self._over.set()
