"""What has to be there before anybody is served: the newest tables and, in the demo, some workers."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from config.errors import Mistake
from config.settings import Settings
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
    if settings.env == "demo":
        _demo_workers(settings, say)


def _demo_workers(settings: Settings, say: Callable[[str], None]) -> None:
    """Write the institution's files and load them. Their folder stays until all are in: a start cut short is redone."""
    folder = settings.data / "demo"
    if not folder.exists() and _has_workers(settings.database_url):
        return
    say(f"First start: making up {WORKERS} workers who do not exist.")
    folder.mkdir(parents=True, exist_ok=True)
    write(folder, WORKERS, SEED, settings.clock().today())
    if not import_paths(settings.database_url, [folder]).clean:
        raise Mistake(f"the demo's workers could not all be loaded: see rechazos-*.csv in {folder}, then remove it")
    shutil.rmtree(folder)


def _has_workers(url: str) -> bool:
    database = Database(url)
    try:
        with database.connect() as connection:
            return connection.exec_driver_sql("SELECT 1 FROM worker LIMIT 1").first() is not None
    finally:
        database.close()
