"""The secret key is changed as the page tells: what waits still leaves, and what was said is still found."""

from __future__ import annotations

from contextlib import closing

from redis import Redis

from config.vault import Vault
from models.cases import holding
from models.cases.thread import thread
from models.database import Database
from models.tables.outbox import URGENT
from tests.conftest import NOW
from tests.outbox.world import World
from tests.turns.turn_kit import LINE, sms, talking

FORMER, NEW = "the former key, of 32 characters or more", "the new key, which also has 32 characters"


def test_what_waits_leaves_under_the_new_key_while_the_former_is_kept(sqlite: str, redis: Redis) -> None:
    with closing(World(sqlite, redis, Vault(FORMER))) as world:
        world.owe("Tu codigo es 123456", URGENT)
        world.vault = Vault(NEW, [FORMER])
        assert world.sender(URGENT).drain() == 1
        assert [message.text for message in world.provider.got] == ["Tu codigo es 123456"]


def test_what_was_said_before_is_found_and_answered_as_then(database: str, redis: Redis) -> None:
    after = Vault(NEW, [FORMER])
    with closing(Database(database)) as records, records.connect() as connection:
        said = talking(records, redis, vault=Vault(FORMER)).handle(sms("uno", "m1"))
        redis.flushall()
        assert talking(records, redis, vault=after).handle(sms("uno", "m1")) == said
        with records.transaction() as opening:
            holding.begin(opening, "K7M2Q9", LINE, "worker-asked", NOW)
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 1
        assert len(thread(connection, after, "K7M2Q9", LINE)) == 1
        assert not thread(connection, Vault(NEW), "K7M2Q9", LINE)
