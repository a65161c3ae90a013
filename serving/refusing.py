"""What a process does not start with: it would seem to work, and lose what it was told or lock people out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress

from redis import RedisError
from sqlalchemy.exc import SQLAlchemyError

from config.errors import Mistake
from config.settings import Settings
from models.database import Database
from serving.doctor.finding import Finding
from serving.doctor.records import keys
from serving.doctor.stores import redis_server
from turns.parts import hasher, vault
from turns.store import connect


def refuse_what_would_harm(settings: Settings) -> None:
    """Raise a `Mistake` where Redis may evict, or the newest NIP or turn belongs to keys that are not set.

    A store that is away is not waited for: the process comes up, says so in `/readyz`, and goes on when it is back.
    """
    for finding in _found(settings):
        if finding.level == "ill":
            raise Mistake(f"{finding.says} {finding.cure}")


def _found(settings: Settings) -> Iterator[Finding]:
    with suppress(RedisError), closing(connect(settings.redis_url)) as redis:
        yield from redis_server(redis)
    with (
        suppress(SQLAlchemyError),
        closing(Database(settings.database_url)) as database,
        database.connect() as connection,
    ):
        yield from keys(connection, vault(settings), hasher(settings))
