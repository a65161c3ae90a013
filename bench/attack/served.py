"""The service that is attacked, on a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.attacks.service import Service
from tests.databases import migrate
from tests.servers import postgres_server

DATABASES = ("sqlite", "postgresql")


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of a migrated database of this kind; SQLite's file is in `folder`."""
    if kind == "sqlite":
        migrate(url := f"sqlite:///{folder / 'attacked.sqlite3'}")
        yield url
        return
    with postgres_server() as url:
        migrate(url)
        yield url


@contextmanager
def attacked(kind: str = "sqlite", **settings: str) -> Iterator[Service]:
    """A running service with two web processes; `settings` as in the environment."""
    with TemporaryDirectory() as temporary, database(kind, folder := Path(temporary)) as url:
        (folder / "data").mkdir()
        with Service(folder / "data", url, **settings) as service:
            yield service
