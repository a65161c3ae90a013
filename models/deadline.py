"""A connection to PostgreSQL that waits for no answer without end.

The server ends a statement that takes too long, unless it is the server that has stopped, or the network: half-open
connections and frozen machines say nothing, and a process that serves one message at a time would say nothing either.
"""

from __future__ import annotations

from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

GRACE = 1.0
"""Seconds beyond the server's own limit, within which it says so itself."""

RV = TypeVar("RV")


class Hurried(psycopg.Connection[Any]):
    """Ends itself, and raises psycopg.OperationalError, when nothing has come for `longest` seconds."""

    longest: float | None = None

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Carry out one exchange with the server; an answer that came later would be that of another question."""
        try:
            return super().wait(gen, interval, self.longest if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


def hurried(arguments: dict[str, Any], statement: float) -> Hurried:
    """A connection whose server ends a statement after so many seconds."""
    made = Hurried.connect(**arguments)
    made.longest = statement + GRACE
    return made
