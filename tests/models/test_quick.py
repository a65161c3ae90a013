"""The short way to PostgreSQL: taken where it can be, and never the cause of another answer than the ordinary way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, Select, column, event, func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bench.people import balance, savings, settle
from config.hashing import Costs, Hasher
from flows.records.credit import Benefit, Credit
from flows.records.people import Question
from flows.records.savings import Contribution, Savings
from models import journal, selects
from models.database import Database, writing
from models.quick import Quick
from models.records import SqlRecords

ENTRY = journal.Entry(
    line="mark",
    driver="worker",
    channel="sms",
    provider="twilio",
    provider_id="SM1",
    session="1" * 20,
    turn=1,
    state="menu",
    said="MENU",
    sealed=b"\x00sealed\xff",
    at=datetime(2026, 11, 23, 16, tzinfo=UTC),
)


def test_an_entry_outside_a_transaction_goes_past_the_layers(postgresql: str) -> None:
    """Were the short way to fail, every turn would pay twice and nobody would notice but here."""
    database, layered = Database(postgresql), []
    with database.connect() as connection:
        event.listen(database.engine, "before_cursor_execute", lambda *seen: layered.append(seen[2]))
        journal.write(connection, ENTRY)

        assert layered == []
        assert journal.newest(connection, ENTRY.session) == ENTRY.sealed
    database.close()


def test_records_are_the_same_by_the_short_way_and_by_the_ordinary_one(database: str) -> None:
    """Amounts come out as pesos, and what the statement was built with is given to it."""
    records, layered = Database(database), []
    with records.transaction() as connection:
        settle(connection, Hasher("a pepper for this test", Costs(1, 8)), 2)
    with records.connect() as connection:
        with writing(connection):
            ordinary = _everything(connection)
        event.listen(records.engine, "before_cursor_execute", lambda *seen: layered.append(seen[2]))
        assert _everything(connection) == ordinary
        assert ordinary[0].total == savings(2)
        assert ordinary[1][0].balance == balance(2)
        assert not layered or "sqlite" in database
    records.close()


def _everything(connection: Connection) -> list[Any]:
    records, nss = SqlRecords(connection), f"{2:011d}"
    (credit,) = records.credits(nss)
    return [records.savings(nss), [credit], records.contributions(nss, 2), records.benefits(credit.number, 2)]


def test_a_message_that_was_answered_is_refused_either_way(database: str) -> None:
    """The caller has to be told by the same exception, inside a transaction and outside."""
    records = Database(database)
    with records.connect() as connection:
        journal.write(connection, ENTRY)
        with pytest.raises(IntegrityError):
            journal.write(connection, ENTRY)
        with pytest.raises(IntegrityError), writing(connection):
            journal.write(connection, ENTRY)

        assert journal.answered(connection, "sms", "twilio", "SM1") == (ENTRY.line, ENTRY.driver, ENTRY.sealed)
    records.close()


def test_what_was_let_go_is_prepared_anew(postgresql: str) -> None:
    """Psycopg says so itself after a rollback, where it has prepared something."""
    database = Database(postgresql)
    moment = Quick(select(func.now()))
    with database.connect() as connection:
        assert moment.rows(connection, {})
        for _ in range(10):
            connection.exec_driver_sql("SELECT 1")
        connection.exec_driver_sql("ROLLBACK")
        left = connection.exec_driver_sql("SELECT name FROM pg_prepared_statements").scalars().all()
        assert [name for name in left if name.startswith("quick")] == []
        assert moment.rows(connection, {})
    database.close()


def test_a_statement_that_took_too_long_is_not_run_again(postgresql: str) -> None:
    """Only a key that is there, a dead connection and an old plan are; a worker waits for the answer."""
    database, layered = Database(postgresql, statement=0.2), []
    slow = Quick(select(func.pg_sleep(5)))
    with database.connect() as connection:
        event.listen(database.engine, "before_cursor_execute", lambda *seen: layered.append(seen[2]))
        with pytest.raises(DBAPIError) as raised:
            slow.rows(connection, {})

        assert layered == []
        assert not raised.value.connection_invalidated
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    database.close()


def test_a_connection_that_died_is_told_as_sqlalchemy_tells_it(postgresql: str) -> None:
    """So that the turn is taken again on another one."""
    database = Database(postgresql)
    with database.connect() as connection, database.connect() as other:
        victim = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        other.exec_driver_sql(f"SELECT pg_terminate_backend({victim})")
        with pytest.raises(DBAPIError) as raised:
            Quick(select(func.now())).rows(connection, {})

        assert raised.value.connection_invalidated
    database.close()


@pytest.fixture
def changing(postgresql: str) -> Iterator[tuple[Database, Callable[[], None]]]:
    """A database, and a migration of the kind that changes a column; each time another way."""
    database, lengths = Database(postgresql), count(5)
    migrating = Database(postgresql)

    def migrate() -> None:
        with migrating.connect() as connection:
            connection.exec_driver_sql(f"ALTER TABLE changing ALTER word TYPE varchar({next(lengths)})")

    with migrating.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE changing (word varchar(4))")
    yield database, migrate
    for each in (database, migrating):
        each.close()


_WORDS = select(column("word")).select_from(text("changing"))


def test_what_a_migration_has_changed_is_prepared_anew(changing: tuple[Database, Callable[[], None]]) -> None:
    """At once, and not gone around for as long as the process lives."""
    database, migrate = changing
    words, layered = Quick(_WORDS), []
    event.listen(database.engine, "before_cursor_execute", lambda *seen: layered.append(seen[2]))
    with database.connect() as connection:
        for _ in range(3):
            assert words.rows(connection, {}) == []
            migrate()
        assert words.rows(connection, {}) == []
        assert layered == []


def test_a_connection_that_has_an_old_plan_is_not_used_again(changing: tuple[Database, Callable[[], None]]) -> None:
    """Psycopg prepares what is asked often, and nothing would ever make it let go of it."""
    database, migrate = changing
    with database.connect() as connection:
        for _ in range(10):
            connection.execute(_WORDS)
        migrate()
        with pytest.raises(DBAPIError) as raised:
            connection.execute(_WORDS)
        assert raised.value.connection_invalidated
    with database.connect() as connection:
        assert connection.execute(_WORDS).all() == []


@pytest.mark.parametrize(
    ("statement", "record"),
    [
        (selects.SAVINGS, Savings),
        (selects.CONTRIBUTIONS, Contribution),
        (selects.CREDITS, Credit),
        (selects.BENEFITS, Benefit),
        (selects.QUESTIONS_OF, Question),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_is_read_without_names_stands_in_the_order_of_its_record(statement: Select[Any], record: type) -> None:
    """A column that moves must not become another amount."""
    assert [column.key for column in statement.selected_columns] == [each.name for each in fields(record)]
