"""The worlds that field cases are tried in: those of the other folders, and the whole service on both databases."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from config.clock import Clock
from config.settings import Settings
from tests.conftest import NOW
from tests.field.service import Service
from tests.outbox.conftest import _twilio, outbox, small, twilio

__all__ = ["_twilio", "outbox", "service", "small", "twilio"]


EVERY = 12
"""Of the members of one kind so many share one run on PostgreSQL: what they try is how people write."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try every member on SQLite, and the first of each kind and each twelfth on PostgreSQL too.

    `FIELD_SIZE=all` tries every one on both.
    """
    if os.environ.get("FIELD_SIZE") == "all":
        return
    here, seen, left_out = Path(__file__).parent, Counter[str](), []
    for item in items:
        if item.path.parent == here and "[postgresql" in item.name:
            kind = item.nodeid.partition("[")[0]
            if seen[kind] % EVERY:
                left_out.append(item)
            seen[kind] += 1
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


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
