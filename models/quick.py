"""The statements of every turn, straight through libpq: a third of the cost of going through SQLAlchemy's layers.

Several that give no rows may go in one round trip. Only outside a transaction, and only what is given as PostgreSQL
takes it. Two errors are SQLAlchemy's to tell, so the statement is given to it once more: a key that is there, of which
it makes an IntegrityError, and a connection that is dead, which it marks. Everything else (a time-out, a lock, a fault
of ours) is raised as it came, run once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import execute, fetch_many
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult
from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.dialects.postgresql import psycopg as postgresql_psycopg
from sqlalchemy.exc import DBAPIError

_KEY_IS_THERE = psycopg.IntegrityError
_PLAN_IS_OLD = psycopg.errors.FeatureNotSupported
"""`cached plan must not change result type`: a migration has changed a column."""
_FORGOTTEN = psycopg.errors.InvalidSqlStatementName
"""What was prepared is gone: psycopg says `DEALLOCATE ALL` after a rollback."""
_DONE = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


class Quick:
    """A statement for PostgreSQL's own library; on another database it goes the ordinary way.

    `columns` are those that an insert is given.
    """

    _names = count()

    def __init__(self, statement: Select[Any] | Insert, columns: Sequence[str] | None = None) -> None:
        self._statement = statement
        self._columns = columns
        self._name = b"quick_%d" % next(self._names)
        self._plain: _Plain | None = None

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """Every row of a select."""
        session = _session(connection)
        result = self._run(connection, session, values) if session else None
        if session is None or result is None:
            return connection.execute(self._statement, values).all()
        session.values.set_pgresult(result)
        rows = session.values.load_rows(0, result.ntuples, tuple)
        return [self._plain.read(row) for row in rows] if self._plain else rows

    def run(self, connection: Connection, values: Mapping[str, Any]) -> int:
        """Carry out a statement that gives no rows; how many it wrote."""
        session = _session(connection)
        result = self._run(connection, session, values) if session else None
        if result is None:
            options = {"preserve_rowcount": True}
            return int(connection.execute(self._statement, values, execution_options=options).rowcount)
        return result.command_tuples or 0

    def plain(self, dialect: Dialect) -> _Plain:
        """The statement as it is sent."""
        plain = self._plain = self._plain or _Plain(self._name, self._statement, self._columns, dialect)
        return plain

    def _run(self, connection: Connection, session: _Session, values: Mapping[str, Any]) -> PGresult | None:
        """None when it is SQLAlchemy's to say what is wrong."""
        plain = self.plain(connection.dialect)
        try:
            return session.run(plain, values)
        except psycopg.Error as error:
            if isinstance(error, _KEY_IS_THERE) or session.is_dead:
                return None
            raise DBAPIError.instance(plain.sql, None, error, psycopg.Error, dialect=connection.dialect) from error


Asked = tuple[Quick, Mapping[str, Any]]
"""A statement that gives no rows, and what it is given."""


def run_together(connection: Connection, asked: Sequence[Asked]) -> list[int] | None:
    """Carry out all of them in one round trip and one transaction; how many rows each wrote.

    None where that cannot be, or failed: none of them stands then, unless the connection broke, and each has to be
    run by itself to tell what is wrong.
    """
    session = _session(connection)
    if session is None:
        return None
    try:
        results = session.run_together([(quick.plain(connection.dialect), values) for quick, values in asked])
    except psycopg.Error:
        return None
    good = all(result.status in _DONE for result in results)
    return [result.command_tuples or 0 for result in results] if good else None


class _Plain:
    """A statement as text, and how what it is given and what it gives is converted."""

    def __init__(
        self, name: bytes, statement: Select[Any] | Insert, columns: Sequence[str] | None, dialect: Dialect
    ) -> None:
        numbered = postgresql_psycopg.dialect(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # SQLAlchemy's
        compiled = statement.compile(dialect=numbered, column_keys=columns)
        self.name = name
        self.sql = str(compiled)
        self._order = tuple(compiled.positiontup or ())
        fixed = compiled.params if isinstance(statement, Select) else {}
        self._fixed = {name: value for name, value in fixed.items() if value is not None}
        given = statement.selected_columns if isinstance(statement, Select) else ()
        found = ((place, _result_processor(column.type, dialect)) for place, column in enumerate(given))
        self._reads = [(place, read) for place, read in found if read]

    def order(self, values: Mapping[str, Any]) -> list[Any]:
        """The values in the statement's order, those that it was built with among them."""
        if self._fixed:
            values = {**self._fixed, **values}
        return [values[name] for name in self._order]

    def read(self, row: Sequence[Any]) -> Sequence[Any]:
        """A row as its columns have it."""
        if not self._reads:
            return row
        made = list(row)
        for place, read in self._reads:
            made[place] = read(made[place])
        return made


def _result_processor(kind: Any, dialect: Dialect) -> Callable[[Any], Any] | None:
    found: Callable[[Any], Any] | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found


class _Session:
    """One connection to PostgreSQL, with what it has prepared."""

    def __init__(self, raw: psycopg.Connection) -> None:
        self._raw = raw
        self.values = Transformer.from_context(raw)
        self._prepared: set[bytes] = set()

    @property
    def is_dead(self) -> bool:
        """Whether a new one is needed."""
        return self._raw.closed

    @property
    def is_idle(self) -> bool:
        """Whether no transaction is open."""
        return self._raw.pgconn.transaction_status == TransactionStatus.IDLE

    def run(self, plain: _Plain, values: Mapping[str, Any]) -> PGresult:
        """Carry out one statement. Raises psycopg.Error."""
        try:
            return self._run(plain, values)
        except _FORGOTTEN:
            self._prepared.discard(plain.name)
        except _PLAN_IS_OLD:
            self._raw.pgconn.send_query(b"DEALLOCATE " + plain.name)
            self._result()
            self._prepared.discard(plain.name)
        return self._run(plain, values)

    def run_together(self, asked: Sequence[tuple[_Plain, Mapping[str, Any]]]) -> list[PGresult]:
        """Carry out several in one exchange, which is one transaction. Raises psycopg.Error."""
        pgconn = self._raw.pgconn
        for plain, _ in asked:
            self._prepare(plain)
        pgconn.enter_pipeline_mode()
        try:
            for plain, values in asked:
                self._send(plain, values)
            pgconn.pipeline_sync()
            results: list[PGresult] = self._raw.wait(_all_results(pgconn, len(asked)))
        except BaseException:  # what is still to come on it is an answer to nobody
            pgconn.finish()
            raise
        pgconn.exit_pipeline_mode()
        return results

    def _run(self, plain: _Plain, values: Mapping[str, Any]) -> PGresult:
        self._prepare(plain)
        self._send(plain, values)
        return self._result()

    def _prepare(self, plain: _Plain) -> None:
        if plain.name not in self._prepared:
            self._raw.pgconn.send_prepare(plain.name, plain.sql.encode())
            self._result()
            self._prepared.add(plain.name)

    def _send(self, plain: _Plain, values: Mapping[str, Any]) -> None:
        ordered = plain.order(values)
        # As text the server reads a value as whatever it needs; bytes are twice as long as text.
        formats = [PyFormat.BINARY if type(value) is bytes else PyFormat.TEXT for value in ordered]
        sent: list[Any] = list(self.values.dump_sequence(ordered, formats))
        self._raw.pgconn.send_query_prepared(plain.name, sent, self.values.formats, 0)

    def _result(self) -> PGresult:
        """Of what was sent; the connection knows how long to wait for it."""
        results: list[PGresult] = self._raw.wait(execute(self._raw.pgconn))
        result = results[-1]
        if result.status not in _DONE:
            raise psycopg.errors.error_from_result(result, self._raw.pgconn._encoding)
        return result


def _all_results(pgconn: PGconn, count: int) -> PQGen[list[PGresult]]:
    """Those of so many statements, after which the server says that all are done."""
    results: list[PGresult] = yield from execute(pgconn)
    for _ in range(count):
        results += yield from fetch_many(pgconn)
    return results[:count]


def _session(connection: Connection) -> _Session | None:
    """None where the ordinary way has to be taken."""
    if connection.dialect.driver != "psycopg":
        return None
    found: _Session | None = connection.info.get(_Session)
    if found is None:
        raw = connection.connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        found = connection.info[_Session] = _Session(raw)
    return found if found.is_idle else None
