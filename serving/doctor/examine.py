"""Looking at everything, one part after the other; one that cannot be asked hides none of the rest."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing

from redis import Redis

from config.settings import Settings
from models.database import TURN_STATEMENT, Database
from serving.away import sentence
from serving.doctor import backups, machine, records, stores
from serving.doctor.collector import collector
from serving.doctor.finding import Finding, Findings, well
from serving.web import answers
from sms.outbox import health
from turns.parts import hasher, vault
from turns.store import connect


def examine(settings: Settings) -> Iterator[Finding]:
    """Every finding; what stands on a store that is ill is left out, since it would only say so again."""
    clock, redis = settings.clock(), connect(settings.redis_url)
    sealing, hashing = vault(settings), hasher(settings)
    with redis, closing(Database(settings.database_url, statement=10 * TURN_STATEMENT)) as database:

        def reading(look: Callable[..., Findings], *given: object) -> Findings:
            with database.connect() as connection:
                yield from look(connection, *given)

        yield from _asked("disk", lambda: machine.disks(settings))
        redis_well = yield from _asked("redis", lambda: stores.redis_server(redis))
        sql_well = yield from _asked("database", lambda: stores.database_server(database, settings.database_url))
        if redis_well and sql_well:
            yield from _asked("clock", lambda: stores.clocks(redis, database))
            yield from _asked("worker", lambda: _worker(redis, database, settings))
        if sql_well:
            yield from _asked("keys", lambda: reading(records.keys, sealing, hashing))
            yield from _asked("queue", lambda: reading(records.queues, clock()))
        if sql_well and not settings.facts_url:
            yield from _asked("import", lambda: reading(records.last_import, clock()))
        yield from _asked("back-up", lambda: backups.last_backup(settings))
        yield from _asked("web", lambda: machine.web(settings, answers))
        yield from _asked("reach", lambda: machine.others(settings))
        yield from _asked("traces", lambda: collector(settings))


def _worker(redis: Redis, database: Database, settings: Settings) -> Findings:
    try:
        health.parts(redis, database.connect, settings.clock()).checks["worker"]()
    except health.NoHeartbeat as silent:
        yield Finding(
            "worker",
            "ill",
            f"{str(silent).partition(';')[0].capitalize()}.",
            "Start `micuenta worker` and `micuenta beat`.",
        )
    else:
        yield well("worker", "A worker and its clock run, or have had nothing to do yet.")


def _asked(part: str, look: Callable[[], Findings]) -> Generator[Finding, None, bool]:
    """What is found, or why it could not be; whether the part can be used."""
    usable = True
    try:
        for finding in look():
            usable &= finding.level != "ill"
            yield finding
    except Exception as error:
        told = sentence(error) or f"{type(error).__name__} while it was looked at: read the log"
        says, _, cure = told.rpartition(": ")
        yield Finding(part, "ill", f"{says[0].upper()}{says[1:]}.", f"{cure[:1].upper()}{cure[1:]}." if cure else "")
        return False
    return usable
