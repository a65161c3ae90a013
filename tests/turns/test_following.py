"""One name follows a message from the webhook through outbox and provider to its receipt, in every line of the log."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing

import pytest
from click.testing import CliRunner
from redis import Redis

from cli import micuenta
from config import logs
from config.errors import Mistake
from config.logs import request
from models.database import Database
from models.outbox.owing import Owed, enqueue
from models.tables.outbox import URGENT
from sms.outbox.status import Receipts
from tests.conftest import UNHURRIED
from tests.outbox.world import World
from tests.turns.turn_kit import CLOCK, HASHER, VAULT, Parrot, sms
from turns.conversation import Conversation
from turns.effort import Effort
from turns.store import DialogStore


@pytest.fixture
def small(sqlite: str, redis: Redis) -> Iterator[World]:
    with closing(World(sqlite, redis, VAULT)) as made:
        yield made


@pytest.fixture
def named(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The request of each line, as it is logged."""
    found: list[str] = []
    monkeypatch.setattr(caplog.handler, "emit", lambda record: found.append(request.CURRENT.get()))
    caplog.set_level(logging.INFO, logger="message")
    return found


def test_a_turn_has_the_name_of_its_message_and_leaves_none_behind(sqlite: str, redis: Redis, named: list[str]) -> None:
    database = Database(sqlite)
    talk = Conversation(
        Parrot(), DialogStore(redis), database, VAULT, HASHER, CLOCK, lambda: None, effort=Effort(share=UNHURRIED)
    )
    for message in ("m1", "m1", "m2"):
        talk.handle(sms("uno", message))
    database.close()
    first, second = VAULT.mark("twilio m1"), VAULT.mark("twilio m2")
    assert named == [first, first, second]
    assert request.CURRENT.get() == ""


def test_what_a_message_caused_keeps_its_name_to_the_receipt(small: World, named: list[str]) -> None:
    with request.followed("a" * 24), small.database.transaction() as connection:
        owed = Owed("code", URGENT, "sms", "+525512345678", "123456")
        message = enqueue(connection, small.vault, owed, small.now)
    small.sender(URGENT).drain()
    receipts = Receipts(small.database.transaction, small.clock)
    receipts.twilio({"id": message, "MessageStatus": "delivered"})
    assert named == ["a" * 24] * 2


def test_what_nobodys_message_caused_goes_by_its_own_id(small: World, named: list[str]) -> None:
    message = small.owe(lane=URGENT)
    small.sender(URGENT).drain()
    assert named == [message]


def test_the_whole_way_of_a_message_is_told_by_any_of_its_names(small: World, monkeypatch: pytest.MonkeyPatch) -> None:
    name = VAULT.mark("twilio SM1")
    talk = Conversation(
        Parrot(),
        DialogStore(small.redis),
        small.database,
        VAULT,
        HASHER,
        CLOCK,
        lambda: None,
        effort=Effort(share=UNHURRIED),
    )
    talk.handle(sms("uno", "SM1"))
    with request.followed(name):
        message = small.owe("123456", URGENT)
    small.sender(URGENT).drain()
    monkeypatch.setattr(logs, "set_up", lambda *_, **__: None)
    url = small.database.engine.url.render_as_string(hide_password=False)
    asked = {"MICUENTA_DATABASE_URL": url, "MICUENTA_SECRET_KEY": "a secret key for the tests of turns"}
    for known in ("SM1", message, name):
        told = CliRunner().invoke(micuenta, ["trace", known], env=asked).output
        assert f"request {name}" in told
        assert f"code {message} owed by sms; try 1 through demo as SM{message}; taken" in told
        assert ("came by twilio (sms), led to menu" in told) == (known == "SM1")
    with pytest.raises(Mistake, match="look for it in the logs"):
        CliRunner().invoke(micuenta, ["trace", "SM2"], env=asked, catch_exceptions=False)
