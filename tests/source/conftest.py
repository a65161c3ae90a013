"""The institution's own system with the records of the demo's people."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from redis import Redis

from config.vault import Vault
from models.breaker import Breaker
from models.demo.write import write
from models.source.client import Client
from models.source.memory import Memory
from models.source.source import NAME, Source
from tests.conftest import NOW
from tests.source.institution import TOKEN, Institution, serving

WORKERS = 30
DEADLINE = 30.0
"""Seconds for a turn, where that is not what is tested: no slow machine takes so long."""


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The institution's files of thirty people, the demo's cast first."""
    folder = tmp_path_factory.mktemp("files")
    write(folder, WORKERS, 7, NOW.date())
    return folder


@pytest.fixture
def institution(files: Path) -> Iterator[tuple[Institution, str]]:
    """The system and its address."""
    with serving(files) as served:
        yield served


class Asking:
    """A source as a process of the service has one, its clocks set by hand."""

    def __init__(
        self,
        institution: Institution,
        url: str,
        redis: Redis,
        vault: Vault,
        *,
        token: str = TOKEN,
        deadline: float = DEADLINE,
    ) -> None:
        self.institution, self.url = institution, url
        self.moment, self.ahead = NOW, 0.0
        self.shifts: list[tuple[int, str]] = []
        self.client = Client(url, token, self.ticking)
        self.source = Source(
            self.client,
            Breaker([NAME], redis, lambda _name, share, why, _at: self.shifts.append((share, why)), self.now),
            Memory(redis, vault, timedelta(hours=24)),
            redis,
            self.now,
            deadline=deadline,
            fresh=timedelta(seconds=60),
            now=self.ticking,
        )

    def now(self) -> datetime:
        """The moment it is."""
        return self.moment

    def ticking(self) -> float:
        """The monotonic clock, with what was let pass."""
        return time.monotonic() + self.ahead

    def passes(self, **span: float) -> None:
        """Let time pass, on both clocks."""
        self.moment += timedelta(**span)
        self.ahead += timedelta(**span).total_seconds()


@pytest.fixture
def asking(institution: tuple[Institution, str], redis: Redis, vault: Vault) -> Iterator[Asking]:
    """A source that is well."""
    asking = Asking(*institution, redis, vault)
    yield asking
    asking.source.close()


@pytest.fixture
def hasty(institution: tuple[Institution, str], redis: Redis, vault: Vault) -> Iterator[Asking]:
    """The same in a hurry: half a second for a turn."""
    asking = Asking(*institution, redis, vault, deadline=0.5)
    yield asking
    asking.source.close()
