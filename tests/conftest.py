"""What every test may ask for: real servers, a migrated database, a clock that stands still, keys, settings."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as trying
from redis import Redis

from config.clock import Clock
from config.hashing import Costs, Hasher
from config.settings import Settings
from config.vault import Vault
from tests import programs
from tests.databases import Databases
from tests.servers import postgres_server, redis_server

trying.register_profile("untimed", deadline=None)
trying.load_profile("untimed")

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
"""A Monday, ten in the morning in Mexico City: no quiet hours, no holiday."""


def _stay_on_this_machine(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every connection and every look-up that would leave the loopback."""
    if event in ("socket.connect", "socket.sendto") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host in (None, "", "localhost", "localhost.localdomain", "0.0.0.0"):
        return
    try:
        safe = ip_address(host).is_loopback
    except ValueError:
        safe = False
    if not safe:
        raise RuntimeError(f"a test tried to leave this machine for {host!r}")


sys.addaudithook(_stay_on_this_machine)
for _name in [name for name in os.environ if name.startswith("MICUENTA_")]:
    del os.environ[_name]  # a test's settings are its own, whatever the developer's shell says
Settings.model_config["env_file"] = None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what needs a program this machine has not got; `pytest_terminal_summary` says so."""
    away = {marker for marker in programs.NEEDED if not programs.find(marker)}
    left_out = [item for item in items if away & {*item.path.parts, *(marker.name for marker in item.iter_markers())}]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Name what could not be run here, and what to install for it."""
    for marker, names in programs.NEEDED.items():
        if not programs.find(marker):
            how = programs.ELSE.get(marker, "Debian: apt-get install")
            terminalreporter.write_line(f"No {marker} tests here: they need {names[0]} ({how}).")


UNHURRIED = 1000.0
"""`line_share` where it is not what is tested: a slow machine tells no line to wait."""


@pytest.fixture(autouse=True)
def _own_environment() -> Iterator[None]:
    """A command sets up the environment, for its children, and the logs; the next test has its own."""
    level = logging.getLogger().level
    yield
    logging.getLogger().setLevel(level)
    for name in [name for name in os.environ if name.startswith("MICUENTA_")]:
        del os.environ[name]


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of this test process's own Redis server."""
    with redis_server() as url:
        yield url


@pytest.fixture
def redis_client(redis_url: str) -> Iterator[Redis]:
    """A client of a Redis server that is empty."""
    with Redis.from_url(redis_url, socket_timeout=60, socket_connect_timeout=60) as client:
        client.flushall()
        yield client


@pytest.fixture
def redis(redis_client: Redis) -> Redis:
    """The same, by its short name."""
    return redis_client


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The `postgres` database of this test process's own PostgreSQL."""
    with postgres_server() as url:
        yield url


@pytest.fixture(scope="session")
def _databases(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    databases = Databases(tmp_path_factory.mktemp("databases"), lambda: str(request.getfixturevalue("postgres_url")))
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, _databases: Databases) -> Iterator[str]:
    """The URL of a migrated database without rows; the test runs once on each kind."""
    with _databases.fresh(request.param) as url:
        yield url


@pytest.fixture
def sqlite(_databases: Databases) -> Iterator[str]:
    """The URL of a migrated SQLite database without rows, for tests to which the kind makes no difference."""
    with _databases.fresh("sqlite") as url:
        yield url


@pytest.fixture
def postgresql(_databases: Databases) -> Iterator[str]:
    """The URL of a migrated PostgreSQL database without rows."""
    with _databases.fresh("postgresql") as url:
        yield url


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still at `NOW`, until the test moves it."""
    return Clock(frozen=NOW)


@pytest.fixture
def vault() -> Vault:
    """A vault with a key of the tests."""
    return Vault("a secret key of the tests")


@pytest.fixture
def hasher() -> Hasher:
    """A hasher that is quick, since its costs are not what is tested."""
    return Hasher("a pepper of the tests", Costs(passes=1, memory=64))


@pytest.fixture
def settings(tmp_path: Path, redis_url: str) -> Settings:
    """Settings of a test: a data folder of its own, the tests' Redis, quick hashes, a clock that stands still."""
    return Settings(
        env="test",
        data=tmp_path,
        redis_url=redis_url,
        hash_passes=1,
        hash_memory=64,
        today=NOW.isoformat(),
        web_workers=1,
        line_share=UNHURRIED,
    )
