"""Bringing a database to the newest migration, from code: no configuration file, no working folder."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError

from config.errors import Mistake

MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(url: str) -> Config:
    """What Alembic needs for one database."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.attributes["url"] = url
    return config


def upgrade(url: str, revision: str = "head") -> None:
    """Run the migrations that are new; raises `Mistake` for a database that a newer program has had."""
    try:
        command.upgrade(configuration(url), revision)
    except CommandError as error:
        raise Mistake(
            f"the database is newer than this program ({error}): install the program that brought it there, or restore "
            "the backup from before"
        ) from None


def downgrade(url: str, revision: str) -> None:
    """Undo migrations down to a revision; `base` is an empty database."""
    command.downgrade(configuration(url), revision)
