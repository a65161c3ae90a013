"""The worlds that field cases are tried in: those of the other folders, and the whole service on both databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from config.clock import Clock
from config.settings import Settings
from tests.conftest import NOW
from tests.field.service import Service
from tests.outbox.conftest import _twilio, outbox, small, twilio

__all__ = ["_twilio", "outbox", "service", "small", "twilio"]


@pytest.fixture
def service(
    settings: Settings, database: str, redis: Redis, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Service]:
    """The service with nothing said yet; `given` of a test's marker are facts of the records."""
    clock = Clock(frozen=NOW)
    monkeypatch.setattr(Settings, "clock", lambda _: clock)
    given = request.node.get_closest_marker("given")
    settings = settings.model_copy(update={"database_url": database})
    service = Service(settings, clock, redis, given.args if given else ())
    yield service
    service.close()
