"""The schema: migrations go up and down on both databases and end where the tables in the code are."""

from __future__ import annotations

from contextlib import closing

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect

from config.errors import Mistake
from models import migrate
from models.migrate import downgrade, upgrade
from models.tables import metadata


def test_migrations_leave_exactly_the_tables_of_the_code(database: str) -> None:
    """A column added to a table without a migration is found here, not in production."""
    engine = create_engine(database)
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": False}), metadata)
    engine.dispose()

    assert differences == []


def test_migrations_can_be_undone_and_done_again(database: str) -> None:
    """Down to nothing and up again, as an operator may have to after a bad release."""
    downgrade(database, "base")
    engine = create_engine(database)

    assert {"alembic_version"} == set(inspect(engine).get_table_names())

    upgrade(database)
    upgrade(database)

    assert set(metadata.tables) < set(inspect(engine).get_table_names())
    engine.dispose()


def test_every_constraint_has_a_name_of_ours(database: str) -> None:
    """A later migration can drop it by that name, on either database."""
    engine = create_engine(database)
    look = inspect(engine)
    unique = {each["name"] for table in metadata.tables for each in look.get_unique_constraints(table)}
    foreign = {each["name"] for table in metadata.tables for each in look.get_foreign_keys(table)}
    primary = {look.get_pk_constraint(table)["name"] for table in metadata.tables}
    engine.dispose()

    assert {"uq_account_nss", "uq_account_line", "uq_journal_message"} < unique
    assert "fk_security_question_account_id" in foreign
    assert primary == {f"pk_{table}" for table in metadata.tables}
    assert all(name and name.startswith(("uq_", "fk_")) for name in unique | foreign)


def test_a_migration_does_not_wait_behind_a_table_that_is_in_use(
    postgresql: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever waits for a lock holds up every turn behind; what a migration began is undone as a whole."""
    monkeypatch.setattr(migrate, "LOCK", 20)
    migrate.downgrade(postgresql, "-1")
    with closing(psycopg.connect(postgresql.replace("+psycopg", ""))) as other:
        other.execute("LOCK TABLE alembic_version")  # every migration writes there, whatever else it does
        with pytest.raises(Mistake, match=r"in use .* run `micuenta db upgrade` again"):
            migrate.upgrade(postgresql, "head")
    migrate.upgrade(postgresql)
