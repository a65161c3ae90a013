"""What has to be there before anybody is served: the newest tables and, in the demo, some workers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from config.settings import Settings
from flows.turn import INSTITUTION_TIME
from models.database import Database
from models.demo.write import write
from models.importing import import_paths
from models.migrate import upgrade

WORKERS = 300
"""Synthetic workers of the demo: enough that every situation occurs, loaded in a blink."""
SEED = 30900
"""The same workers for everybody, so that a conversation written down works elsewhere."""


def first_start(settings: Settings, say: Callable[[str], None]) -> None:
    """Bring the database up to date; the demo's gets its workers once."""
    upgrade(settings.database_url)
    if settings.env == "demo" and not _has_workers(settings.database_url):
        say(f"First start: making up {WORKERS} workers who do not exist.")
        with TemporaryDirectory() as folder:
            write(Path(folder), WORKERS, SEED, settings.clock()().astimezone(INSTITUTION_TIME).date())
            import_paths(settings.database_url, [Path(folder)])


def _has_workers(url: str) -> bool:
    database = Database(url)
    try:
        with database.connect() as connection:
            return connection.exec_driver_sql("SELECT 1 FROM worker LIMIT 1").first() is not None
    finally:
        database.close()
