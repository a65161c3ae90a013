"""The secret key is changed as the page tells: what waits still leaves."""

from __future__ import annotations

from contextlib import closing

from redis import Redis

from config.vault import Vault
from models.tables.outbox import URGENT
from tests.outbox.world import World

FORMER, NEW = "the former key, of 32 characters or more", "the new key, which also has 32 characters"


def test_what_waits_leaves_under_the_new_key_while_the_former_is_kept(sqlite: str, redis: Redis) -> None:
    with closing(World(sqlite, redis, Vault(FORMER))) as world:
        world.owe("Tu codigo es 123456", URGENT)
        world.vault = Vault(NEW, [FORMER])
        assert world.sender(URGENT).drain() == 1
        assert [message.text for message in world.provider.got] == ["Tu codigo es 123456"]
