"""A database that says nothing: half open, or its machine frozen. Nothing is refused, so only we can end the wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from models import deadline
from models.database import Database
from models.quick import Quick
from tests.outages.places import before_postgresql
from tests.outages.proxy import Proxy
from tests.turns.turn_kit import sms, talking
from turns.conversation import APOLOGY

_NOW = select(func.now())


@pytest.fixture
def half_open(postgresql: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Proxy, Database]]:
    """The way to a database, and connections that wait a moment for it."""
    monkeypatch.setattr(deadline, "GRACE", 0.5)
    proxy, there = before_postgresql(postgresql)
    database = Database(there, wait=1, statement=1.0)
    yield proxy, database
    proxy.become("cut")
    database.close()
    proxy.close()


@pytest.mark.parametrize("short", [True, False])
def test_a_statement_that_nobody_answers_ends_its_connection(half_open: tuple[Proxy, Database], short: bool) -> None:
    proxy, database = half_open
    moment = Quick(_NOW)
    with database.connect() as connection:
        assert moment.rows(connection, {})
        proxy.become("silent")
        with pytest.raises(DBAPIError) as raised:
            moment.rows(connection, {}) if short else connection.execute(_NOW)

        assert raised.value.connection_invalidated


def test_a_turn_that_nobody_answers_is_apologised_for_and_the_next_one_taken(
    redis: Redis, half_open: tuple[Proxy, Database]
) -> None:
    proxy, database = half_open
    parrot = talking(database, redis)
    assert parrot.handle(sms("hola", "SM1")).text == "0 hola"
    proxy.become("silent")
    assert parrot.handle(sms("sigues", "SM2")).text.startswith(APOLOGY.split(".")[0])
    proxy.become("cut")  # what was held on the way is lost
    proxy.become("pass")
    assert parrot.handle(sms("ya", "SM3")).text == "0 hola ya"
