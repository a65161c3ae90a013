"""The two statements of every turn, straight through psycopg: half the cost of going through SQLAlchemy's layers.

Only what needs no conversion may pass here, and only outside a transaction. Whatever goes wrong, the statement is
run again the ordinary way, which knows a broken connection from a key that is there already, and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus
from sqlalchemy import Connection, Insert, Select


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

    def run(self, connection: Connection, values: Mapping[str, Any]) -> None:
        """Carry out a statement that gives no rows."""
        if self._run(connection, values) is None:
            connection.execute(self._statement, values)

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
        except psycopg.Error:
            return None
