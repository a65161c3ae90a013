"""The service that is attacked: once on SQLite and once on PostgreSQL, each shared by all attacks on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.attacks.people import People
from tests.attacks.service import Service
from tests.databases import Databases


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def service(
    request: pytest.FixtureRequest, _databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Service]:
    """The whole service with two web processes; tests take lines and workers nobody else uses from `people`."""
    with _databases.fresh(request.param) as url, Service(tmp_path_factory.mktemp("attacked"), url) as running:
        yield running


@pytest.fixture
def people(service: Service) -> People:
    """Workers of this service who are nobody else's."""
    return service.people
