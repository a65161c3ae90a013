"""Databases for tests, migrated once for each kind: SQLite's is copied for every test, PostgreSQL's emptied after it.

Making a database costs PostgreSQL many times what emptying one does.
"""

from __future__ import annotations

import contextlib
import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg

TEMPLATE = "micuenta_template"

FILLED = """
    SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
    WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND pg_relation_size(oid) > 0
    AND relname <> ALL(%s)
"""
SHAPE = """
    SELECT
        (SELECT sum(hashtext((relname, relkind, relnatts, reloptions)::text)) FROM pg_class
         WHERE relnamespace = 'public'::regnamespace),
        (SELECT sum(hashtext((relname, attname, atttypid, attnotnull, attisdropped)::text)) FROM pg_attribute
         JOIN pg_class ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace),
        (SELECT sum(hashtext((tgname, tgenabled)::text)) FROM pg_trigger WHERE NOT tgisinternal),
        (SELECT count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace),
        (SELECT sum(hashtext((conname, convalidated)::text)) FROM pg_constraint
         WHERE connamespace = 'public'::regnamespace),
        (SELECT count(*) FROM pg_db_role_setting)
"""
"""What a test may have changed of the schema; a database that it changed is thrown away."""


class Databases:
    """Keeps one migrated template of each kind; `postgres` starts the server when it is first wanted."""

    def __init__(self, folder: Path, postgres: Callable[[], str]) -> None:
        self._folder = folder
        self._postgres = postgres
        self._numbers = itertools.count()
        self._admin: psycopg.Connection[Any] | None = None
        self._shape: object = None
        self._seeded: list[str] = []
        self._free: list[str] = []

    @contextlib.contextmanager
    def fresh(self, kind: str) -> Iterator[str]:
        """The URL of a migrated database without rows, nobody else's meanwhile."""
        if kind == "sqlite":
            path = self._folder / f"test{next(self._numbers)}.sqlite3"
            shutil.copy(self._sqlite_template(), path)
            yield f"sqlite:///{path}"
            return
        admin = self._postgres_admin()
        name = self._free.pop() if self._free else self._made(admin)
        try:
            yield self._postgres_url(name)
        finally:
            if self._emptied(admin, name):
                self._free.append(name)
            else:
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

    def _postgres_admin(self) -> psycopg.Connection[Any]:
        if self._admin is None:
            admin = psycopg.connect(self._plain("postgres"), autocommit=True)
            admin.execute(f"CREATE DATABASE {TEMPLATE}")
            migrate(self._postgres_url(TEMPLATE))
            with psycopg.connect(self._plain(TEMPLATE)) as looking:
                filled = looking.execute(FILLED, [[]]).fetchone()
                self._seeded = filled[0].split(", ") if filled and filled[0] else []
                self._shape = self._as_made(looking)
            self._admin = admin
        return self._admin

    def _made(self, admin: psycopg.Connection[Any]) -> str:
        name = f"test{next(self._numbers)}"
        admin.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE} STRATEGY FILE_COPY")
        return name

    def _emptied(self, admin: psycopg.Connection[Any], name: str) -> bool:
        """Whether it is again as it was made: whoever is still connected is sent away, and every row goes."""
        admin.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        with psycopg.connect(self._plain(name), autocommit=True) as connection:
            if self._as_made(connection) != self._shape:
                return False
            filled = connection.execute(FILLED, [self._seeded]).fetchone()
            if filled and filled[0]:
                connection.execute("SET session_replication_role = replica")  # the audit's trigger lets nothing go
                connection.execute(f"TRUNCATE {filled[0]} RESTART IDENTITY CASCADE")
        return True

    def _as_made(self, connection: psycopg.Connection[Any]) -> list[object]:
        """The schema, and the rows that the migrations wrote."""
        rows = [connection.execute(f"SELECT array_agg({name}::text) FROM {name}").fetchone() for name in self._seeded]
        return [connection.execute(SHAPE).fetchone(), *rows]

    def _plain(self, name: str) -> str:
        return self._postgres_url(name).replace("+psycopg", "")

    def _postgres_url(self, name: str) -> str:
        return self._postgres().replace("/postgres?", f"/{name}?")


def migrate(url: str) -> None:
    """Bring a database to the newest migration."""
    from models.migrate import upgrade

    upgrade(url)
