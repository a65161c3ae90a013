"""A database that says nothing: half open, or its machine frozen. Nothing is refused, so only we can end the wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, suppress
from unittest.mock import Mock

import psycopg
import pytest
from redis import Redis
from redis.exceptions import TimeoutError as TooLate
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError, OperationalError

from models import deadline, silence
from models.database import Database, Silent
from models.quick import Quick
from tests.outages.places import before_postgresql, before_redis
from tests.outages.proxy import Proxy
from tests.processes import eventually
from tests.turns.turn_kit import sms, talking
from turns.conversation import APOLOGY
from turns.store import connect

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
    eventually(lambda: parrot.handle(sms("ya", "SM3")).text == "0 hola ya")


def test_nobody_waits_a_second_time_for_a_database_that_is_silent(
    redis: Redis, half_open: tuple[Proxy, Database]
) -> None:
    """Only the look-out connects, until it has had an answer."""
    proxy, database = half_open
    parrot = talking(database, redis)
    parrot.handle(sms("hola", "SM1"))
    proxy.become("silent")
    assert parrot.handle(sms("sigues", "SM2")).text.startswith(APOLOGY.split(".")[0])
    for _ in range(3):
        with pytest.raises(OperationalError) as raised:
            database.connect()
        assert isinstance(raised.value.orig, Silent)
        assert parrot.handle(sms("sigues", "SM2")).text.startswith(APOLOGY.split(".")[0])
    proxy.become("pass")
    eventually(lambda: parrot.handle(sms("sigues", "SM2")).text == "0 hola sigues")


def test_nobody_waits_a_second_time_for_a_redis_that_is_silent(redis_url: str, redis: Redis) -> None:
    proxy, there = before_redis(redis_url)
    with closing(proxy), closing(connect(there)) as client:
        assert client.ping()
        proxy.become("silent")
        with pytest.raises(TooLate):
            client.ping()
        for _ in range(3):
            with pytest.raises(TooLate, match="Redis does not answer"):
                client.ping()
        proxy.become("pass")
        eventually(lambda: answers(client))


def answers(client: Redis) -> bool:
    with suppress(TooLate):
        return bool(client.ping())
    return False


def test_one_connection_that_broke_is_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The look-out has its answer at once, and whoever waited in vain asks again."""
    monkeypatch.setattr(silence, "GLANCE", 60.0)
    of = silence.Silence(lambda: None, TimeoutError, TimeoutError)
    of.begins()
    of.refuse()


def test_without_a_thread_for_the_look_out_nobody_is_shut_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The machine has none left; who asks next waits, and begins it again."""
    of = silence.Silence(lambda: None, TimeoutError, TimeoutError)
    with monkeypatch.context() as patched:
        patched.setattr(silence.threading.Thread, "start", Mock(side_effect=RuntimeError("can't start new thread")))
        of.begins()
    of.refuse()


def test_a_database_that_refuses_is_not_waited_for_either(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing listens there any more, and who asks hears so at once."""
    monkeypatch.setattr(silence, "GLANCE", 60.0)

    def refused() -> None:
        raise psycopg.OperationalError("connection refused")

    of = silence.Silence(refused, TimeoutError, TimeoutError)
    of.begins()
    of.refuse()
