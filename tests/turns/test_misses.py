"""A wrong try stands in SQL whatever becomes of the rest of its turn, on both databases and a real Redis."""

from __future__ import annotations

from dataclasses import replace

import pytest
from redis import Redis
from sqlalchemy import text

from flows.engine.engine import Engine
from flows.records.effects import ActivateAccount, MissIdentity
from flows.turn.turned import Broken, Turned
from models.database import Database
from tests.turns.turn_kit import LINE, Parrot, sms, talking


class Refused(Parrot):
    """Wants, with each miss, what cannot be had: the activation of an account that nobody opened."""

    def turn(self, *given: object, **more: object) -> Turned:
        """Take one turn."""
        turned = super().turn(*given, **more)
        return replace(turned, effects=(*turned.effects, ActivateAccount()))


class Breaking(Parrot):
    """Breaks off after a miss."""

    def turn(self, *given: object, **more: object) -> Turned:
        """Take one turn."""
        raise Broken((MissIdentity(None),)) from ZeroDivisionError("secret 482913")


@pytest.mark.parametrize("engine", [Refused, Breaking])
def test_a_miss_is_counted_once_a_message_though_the_turn_fails(
    engine: type[Engine], records: Database, redis: Redis, caplog: pytest.LogCaptureFixture
) -> None:
    talk = talking(records, redis, engine())  # type: ignore[call-arg]  # a parrot needs no house
    for number in range(3):
        assert "problema" in talk.handle(sms("MISS", f"m{number}")).text
        with records.connect() as connection:
            missed = connection.execute(text("SELECT mismatches FROM line WHERE number = :line"), {"line": LINE})
            assert missed.scalar() == number + 1
    assert "482913" not in caplog.text
