"""What has to be there before anybody is served: the newest tables and, in the demo, some workers."""

from __future__ import annotations

from collections.abc import Callable

from config.settings import Settings
from models.migrate import upgrade


def first_start(settings: Settings, say: Callable[[str], None]) -> None:
    """Bring the database up to date; the demo's gets its workers once."""
    upgrade(settings.database_url)
