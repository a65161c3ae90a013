"""Redis and the database: whether they answer, take what they are given, keep it, and go by the same clock."""

from __future__ import annotations

import time

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from redis import Redis

from models.database import Database, seconds_ahead
from models.migrate import configuration
from serving.doctor.finding import Finding, Findings, graded, well

APART = (2.0, 30.0)
"""Seconds between two clocks: codes, leases and quiet hours go by them."""
FULL = (0.7, 0.9)
"""Of Redis' memory."""


def redis_server(redis: Redis) -> Findings:
    """It takes what is written and does not forget it."""
    redis.set("ready", 1, ex=60)
    about = redis.info()
    yield well("redis", f"Redis {about['redis_version']} answers and takes what is written.")
    if about.get("maxmemory_policy") != "noeviction":
        yield Finding(
            "redis",
            "ill",
            f"Redis may forget what it was told when its memory is full ({about.get('maxmemory_policy')}).",
            "Set `maxmemory-policy noeviction`.",
        )
    if not about.get("aof_enabled"):
        yield Finding(
            "redis",
            "look",
            "Redis forgets what it was told when it ends; open dialogs then come from the journal.",
            "Set `appendonly yes`.",
        )
    if most := about.get("maxmemory"):
        part = about["used_memory"] / most
        yield graded(
            "redis", part, FULL, f"Redis' memory is {part:.0%} full.", "Raise `maxmemory`, or give it a machine."
        )


def database_server(database: Database, url: str) -> Findings:
    """It takes what is written and has the tables of this program."""
    with database.connect() as connection:
        has = MigrationContext.configure(connection).get_current_revision()
    wants = ScriptDirectory.from_config(configuration(url)).get_current_head()
    if has != wants:
        yield Finding(
            "database",
            "ill",
            f"The database is at migration {has or 'none'}, this program needs {wants}.",
            "Run `micuenta db upgrade`; if it is newer than the program, install the program that brought it there.",
        )
        return
    database.check()
    yield well("database", f"The database answers, takes what is written, and is at migration {has}.")


def clocks(redis: Redis, database: Database) -> Findings:
    """Everybody's watch tells the same time."""
    seconds, millionths = redis.time()
    apart = {"Redis": abs(time.time() - seconds - millionths / 1e6)}
    with database.connect() as connection:
        apart["the database"] = abs(seconds_ahead(connection, time.time()))
    for whose, by in apart.items():
        yield graded(
            "clock",
            by,
            APART,
            f"The clocks here and of {whose} are {by:.1f} s apart.",
            "Let every machine take its time from the same NTP servers (`chronyc tracking`).",
        )
