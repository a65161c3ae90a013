"""A connection to PostgreSQL that waits for no answer without end.

The server ends a statement that takes too long, unless it is the server that has stopped, or the network: half-open
connections and frozen machines say nothing, and a process that serves one message at a time would say nothing either.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

GRACE = 1.0
"""Seconds beyond the server's own limit, within which it says so itself."""

RV = TypeVar("RV")


class Hurried(psycopg.Connection[Any]):
    """Ends itself, says so, and raises psycopg.OperationalError, when nothing has come for `longest` seconds."""

    longest: float | None = None
    in_vain: Callable[[], object] = staticmethod(lambda: None)

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        """Carry out one exchange with the server; an answer that came later would be that of another question."""
        try:
            return super().wait(gen, interval, self.longest if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()
                self.in_vain()
            raise


def hurried(arguments: dict[str, Any], statement: float, in_vain: Callable[[], object]) -> Hurried:
    """A connection whose server ends a statement after so many seconds; `in_vain` is told when nobody answered."""
    try:
        made = Hurried.connect(**arguments)
    except psycopg.errors.ConnectionTimeout:
        in_vain()
        raise
    made.longest, made.in_vain = statement + GRACE, in_vain
    return made


def look(arguments: dict[str, Any], patience: float) -> None:
    """Connect, ask and leave. Raises psycopg.errors.ConnectionTimeout when nobody answers within `patience` seconds."""
    with Hurried.connect(**{**arguments, "autocommit": True}) as connection:
        connection.longest = patience
        try:
            connection.execute("SELECT 1")
        except psycopg.OperationalError as error:
            if connection.closed:
                raise psycopg.errors.ConnectionTimeout from error
            raise
