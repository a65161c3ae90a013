"""Bringing a database to the newest migration, from code: no configuration file, no working folder."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from psycopg.errors import LockNotAvailable
from sqlalchemy.exc import OperationalError

from config.errors import Mistake

LOCK = 5000
"""Milliseconds that a migration waits for a table that is in use."""
MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(url: str) -> Config:
    """What Alembic needs for one database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("recursive_version_locations", "true")
    config.attributes |= {"url": url, "lock": LOCK}
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations that are new.

    Each is done as a whole or not at all; those before one that is not, stay. Raises `Mistake` for a database that a
    newer program has had, and for one in which a table stays in use.
    """
    try:
        command.upgrade(configuration(url), revision)
    except CommandError as error:
        raise Mistake(
            f"the database is newer than this program ({error}): install the program that brought it there, or restore "
            "the backup from before"
        ) from None
    except OperationalError as error:
        if not isinstance(error.orig, LockNotAvailable):
            raise
        raise Mistake(
            f"a table was in use for {LOCK / 1000:g} s, and the migration that needs it changed nothing: run "
            "`micuenta db upgrade` again when it is quiet; PostgreSQL's `pg_stat_activity` tells who holds it"
        ) from None


def downgrade(url: str, revision: str) -> None:
    """Undo migrations down to a revision; `base` is an empty database."""
    command.downgrade(configuration(url), revision)
