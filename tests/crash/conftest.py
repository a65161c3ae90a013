"""What the tests that kill a sender need: a Twilio that notes every call, and a world on each database."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.crash.outbox_world import Crash, crash
from tests.outbox.twilio_server import TwilioServer, twilio_server


@pytest.fixture(scope="module")
def twilio() -> Iterator[TwilioServer]:
    with twilio_server() as server:
        yield server


@pytest.fixture
def world(database: str, redis_url: str, twilio: TwilioServer) -> Iterator[Crash]:
    with crash(database, redis_url, twilio) as made:
        yield made
