"""Connections. Reads run by themselves; everything a turn writes is one transaction that somebody opened by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from psycopg.errors import ConnectionTimeout, FeatureNotSupported
from sqlalchemy import Connection, Dialect, Engine, Select, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from models.deadline import Hurried, hurried, look
from models.patience import Patience
from models.silence import Silence

BUSY = 10_000
"""Milliseconds that a connection waits for another one's write, at most."""

LONG_STATEMENT = 600.0
"""Seconds a statement may take on PostgreSQL: imports and plans go through whole tables."""

TURN_STATEMENT = 2.0
"""The same where a worker waits for the answer; a database that hangs, or is locked, brings the apology soon."""

_patience: WeakKeyDictionary[Engine, Patience] = WeakKeyDictionary()
_silence: WeakKeyDictionary[Engine, Silence] = WeakKeyDictionary()


class Silent(psycopg.OperationalError):
    """Nothing was asked, because nothing would be answered."""


class Database:
    """One pool for a process. `wait` is how long (s) a connection may take to come about, `statement` a statement."""

    def __init__(self, url: str, *, pool: int = 4, wait: float = 3.0, statement: float = LONG_STATEMENT) -> None:
        self.engine = make_engine(url, pool=pool, wait=wait, statement=statement)
        silence = _silence.get(self.engine)
        self._refuse_silence = silence.refuse if silence else lambda: None
        self._at_hand: list[Connection] = []

    def connect(self) -> Connection:
        """A connection for reading, and for `writing`. Raises OperationalError at once where nobody would answer."""
        self._refuse_silence()
        return self.engine.connect()

    @contextmanager
    def at_hand(self) -> Iterator[Connection]:
        """The same for turns. One that nobody uses is kept past the pool, whose ways cost as much as a statement.

        One, and not one for each thread: of more threads than the pool has places some would starve.
        """
        self._refuse_silence()
        try:
            connection = self._at_hand.pop()
        except IndexError:
            connection = self.engine.connect()
        try:
            yield connection
        except BaseException:
            connection.close()  # the pool knows what a broken one needs
            raise
        if self._at_hand or connection.invalidated:
            connection.close()
        else:
            self._at_hand.append(connection)

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A connection with a transaction already begun on it."""
        with self.connect() as connection, writing(connection):
            yield connection

    def check(self) -> None:
        """Raise when it takes nothing (away, read-only, its disk full), or has not been migrated."""
        with self.transaction() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = version_num")

    def close(self) -> None:
        """Let every connection go that nobody uses."""
        while self._at_hand:
            self._at_hand.pop().close()
        self.engine.dispose()


def make_engine(url: str, *, pool: int = 4, wait: float = 3.0, statement: float = LONG_STATEMENT) -> Engine:
    """An engine in which every statement commits by itself until `writing` begins a transaction.

    A read that is later followed by a write would otherwise hold SQLite's snapshot and be refused
    (SQLITE_BUSY_SNAPSHOT), and keep a PostgreSQL transaction open while a NIP is hashed.
    """
    parsed = make_url(url)
    options: dict[str, Any] = {"isolation_level": "AUTOCOMMIT"}
    if parsed.get_backend_name() == "sqlite":
        seconds = min(BUSY / 1000, statement)
        engine = create_engine(parsed, connect_args={"timeout": seconds, "check_same_thread": False}, **options)
        event.listen(engine, "connect", _prepare_sqlite)
        _patience[engine] = Patience(seconds)
        return engine
    limits = f"-c lock_timeout={min(BUSY, round(statement * 1000))} -c statement_timeout={round(statement * 1000)}"
    arguments = {"connect_timeout": max(1, round(wait)), "options": limits}
    engine = create_engine(
        parsed,
        pool_size=pool,
        max_overflow=pool,
        pool_timeout=wait,
        pool_pre_ping=False,
        connect_args=arguments,
        **options,
    )
    known: dict[str, Any] = {}
    silence = _silence[engine] = Silence(lambda: look(known, wait), ConnectionTimeout, _silent)

    def join(dialect: Dialect, record: object, args: object, given: dict[str, Any]) -> Hurried:
        del dialect, record, args
        known.update(given)
        return hurried(given, statement, silence.begins)

    event.listen(engine, "do_connect", join)
    event.listen(engine, "handle_error", _let_go_of_old_plans)
    return engine


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction: committed at the end, or nothing of it. SQLite takes its write lock at once."""
    with at_once(connection):
        connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.dialect.name == "sqlite" else "BEGIN")
    try:
        yield
    except BaseException:
        if not connection.invalidated:
            with suppress(OperationalError):  # SQLite has undone it already when its disk is full
                connection.exec_driver_sql("ROLLBACK")
        raise
    connection.exec_driver_sql("COMMIT")


def at_once(connection: Connection) -> AbstractContextManager[None]:
    """Around a statement that takes SQLite's write lock: a write that is a transaction by itself, or its beginning."""
    return _patience[connection.engine].waiting(connection) if connection.dialect.name == "sqlite" else nullcontext()


@contextmanager
def tried(connection: Connection) -> Iterator[None]:
    """A part of a transaction that may fail by itself: what it wrote is undone, the rest goes on where it is caught."""
    connection.exec_driver_sql("SAVEPOINT tried")
    try:
        yield
    except BaseException:
        if not connection.invalidated:
            connection.exec_driver_sql("ROLLBACK TO SAVEPOINT tried")
        raise
    connection.exec_driver_sql("RELEASE SAVEPOINT tried")


def at_fault(error: Exception) -> bool:
    """Whether what was tried is wrong itself and would be again; else the database is away or busy."""
    if not isinstance(error, DBAPIError):
        return True
    if isinstance(error, OperationalError):  # SQLite's for a wrong statement, too
        return getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
    return not error.connection_invalidated


def insert_new(connection: Connection, table: Table, columns: list[str], rows: Select[Any]) -> int:
    """Insert what a select gives, except what a unique key knows already; returns how many are new."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).from_select(columns, rows).on_conflict_do_nothing()
    return int(connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount)


def seconds_ahead(connection: Connection, now: float) -> float:
    """How far `now` (seconds since 1970) is ahead of the database's own clock; nothing on SQLite, which has ours."""
    if connection.dialect.name == "sqlite":
        return 0.0
    return now - float(connection.exec_driver_sql("SELECT extract(epoch FROM clock_timestamp())").scalar_one())


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")  # what was answered must survive the power being cut
    connection.execute("PRAGMA foreign_keys=ON")


def _silent() -> OperationalError:
    return OperationalError("", None, Silent("the database does not answer"))


def _let_go_of_old_plans(context: ExceptionContext) -> None:
    """What was prepared before a migration changed it fails while its connection lives: a new one is needed."""
    if isinstance(context.original_exception, FeatureNotSupported):
        context.is_disconnect = True
