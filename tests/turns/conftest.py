"""The databases that turns are taken on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.database import Database


@pytest.fixture
def records(database: str) -> Iterator[Database]:
    opened = Database(database)
    yield opened
    opened.close()
