"""How long a connection to SQLite waits for another program's write lock, and for how long it has waited in vain.

One process serves one message at a time, so a lock that is held for long would make everybody behind wait for everybody
before. Whoever finds it held soon after somebody waited for nothing gives up at once.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

GLANCE = 0.05
"""Seconds to wait while the lock is known to be held."""
MEMORY = 5.0
"""Seconds for which it is taken as held after somebody waited in vain."""


@dataclass(slots=True)
class Patience:
    """Of one engine: `seconds` for the first who finds the database locked, a glance for those behind."""

    seconds: float
    in_vain: float = float("-inf")

    @contextmanager
    def waiting(self, connection: Connection) -> Iterator[None]:
        """Around what needs the write lock; raises `OperationalError` when it is not to be had in time."""
        glance = time.monotonic() - self.in_vain < MEMORY
        if glance:
            connection.exec_driver_sql(busy(GLANCE))
        try:
            yield
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_BUSY:
                self.in_vain = time.monotonic()
            raise
        else:
            self.in_vain = float("-inf")
        finally:
            if glance:
                connection.exec_driver_sql(busy(self.seconds))


def busy(seconds: float) -> str:
    """The statement that says how long to wait for a lock."""
    return f"PRAGMA busy_timeout={round(seconds * 1000)}"
