"""Worlds for the tests of the outbox: on both databases, or on SQLite where the kind makes no difference."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from redis import Redis

from config.vault import Vault
from tests.outbox.twilio_server import TwilioServer, twilio_server
from tests.outbox.world import World


@pytest.fixture
def outbox(database: str, redis: Redis, vault: Vault) -> Iterator[World]:
    with closing(World(database, redis, vault)) as made:
        yield made


@pytest.fixture
def small(sqlite: str, redis: Redis, vault: Vault) -> Iterator[World]:
    with closing(World(sqlite, redis, vault)) as made:
        yield made


@pytest.fixture(scope="session")
def _twilio() -> Iterator[TwilioServer]:
    with twilio_server() as server:
        yield server


@pytest.fixture
def twilio(_twilio: TwilioServer) -> TwilioServer:
    """A Twilio that behaves, until the test says otherwise."""
    _twilio.mode()
    return _twilio
