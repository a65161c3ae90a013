"""Institutions for the tests of notices: on both databases, or on SQLite where the kind makes no difference."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest

from config.clock import Clock
from config.vault import Vault
from tests.notices.world import Institution


@pytest.fixture
def house(database: str, clock: Clock, vault: Vault) -> Iterator[Institution]:
    with closing(Institution(database, clock, vault)) as made:
        yield made


@pytest.fixture
def small(sqlite: str, clock: Clock, vault: Vault) -> Iterator[Institution]:
    with closing(Institution(sqlite, clock, vault)) as made:
        yield made
