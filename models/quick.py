"""The two statements of every turn, straight through psycopg: half the cost of going through SQLAlchemy's layers.

Only what needs no conversion may pass here, and only outside a transaction. Three errors are SQLAlchemy's to tell, so
the statement is given to it once more: an IntegrityError of the first, a connection marked dead for the second, a new
plan for the third. Everything else (a time-out, a lock, a fault of ours) is raised as it came, run once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Insert, Select
from sqlalchemy.exc import DBAPIError

_KEY_IS_THERE = psycopg.IntegrityError
_PLAN_IS_OLD = psycopg.errors.FeatureNotSupported


class Quick:
    """A statement for PostgreSQL's own driver; on another database it goes the ordinary way.

    `columns` are those that an insert is given.
    """

    def __init__(self, statement: Select[Any] | Insert, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = columns
        self._sql: str | None = None

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Any]:
        """Every row of a select."""
        cursor = self._run(connection, values)
        return cursor.fetchall() if cursor else connection.execute(self._statement, values).all()

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Carry out a statement that gives no rows; how many it wrote."""
        cursor = self._run(connection, values)
        if cursor is None:
            options = {"preserve_rowcount": True}
            return int(connection.execute(self._statement, values, execution_options=options).rowcount)
        return cursor.rowcount

    def _run(self, connection: Connection, values: Mapping[str, Any]) -> psycopg.Cursor[Any] | None:
        if connection.dialect.driver != "psycopg":
            return None
        if self._sql is None:
            self._sql = str(self._statement.compile(dialect=connection.dialect, column_keys=self._columns))
        raw = connection.connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        if raw.info.transaction_status != TransactionStatus.IDLE:
            return None
        try:
            return raw.execute(self._sql.encode(), values)
        except psycopg.Error as error:
            if isinstance(error, (_KEY_IS_THERE, _PLAN_IS_OLD)) or raw.closed:
                return None
            raise DBAPIError.instance(self._sql, None, error, psycopg.Error, dialect=connection.dialect) from error
