"""Databases for tests: migrated once for each kind, then copied for every test that asks."""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

TEMPLATE = "micuenta_template"


class Databases:
    """Keeps one migrated template of each kind; `postgres` starts the server when it is first wanted."""

    def __init__(self, folder: Path, postgres: Callable[[], str]) -> None:
        self._folder = folder
        self._postgres = postgres
        self._numbers = itertools.count()
        self._admin: psycopg.Connection[tuple[object, ...]] | None = None

    @contextlib.contextmanager
    def fresh(self, kind: str) -> Iterator[str]:
        """The URL of a migrated database without rows, dropped afterwards."""
        name = f"test{next(self._numbers)}"
        if kind == "sqlite":
            path = self._folder / f"{name}.sqlite3"
            shutil.copy(self._sqlite_template(), path)
            yield f"sqlite:///{path}"
            return
        admin = self._postgres_admin()
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        try:
            yield self._postgres_url(name)
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")

    def close(self) -> None:
        """Let go of the server."""
        if self._admin is not None:
            self._admin.close()

    def _sqlite_template(self) -> Path:
        path = self._folder / "template.sqlite3"
        if not path.exists():
            half = path.with_suffix(".half")
            migrate(f"sqlite:///{half}")
            half.rename(path)
        return path

    def _postgres_admin(self) -> psycopg.Connection[tuple[object, ...]]:
        if self._admin is None:
            admin = psycopg.connect(self._postgres().replace("+psycopg", ""), autocommit=True)
            admin.execute(f"CREATE DATABASE {TEMPLATE}")
            migrate(self._postgres_url(TEMPLATE))
            self._admin = admin
        return self._admin

    def _postgres_url(self, name: str) -> str:
        return self._postgres().replace("/postgres?", f"/{name}?")


def migrate(url: str) -> None:
    """Bring a database to the newest migration."""
    from models.migrate import upgrade

    upgrade(url)
