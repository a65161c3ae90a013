"""`--update-conversations` writes into each file what the service now says; read the difference before you keep it."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the switch; give pytest this folder by name to use it."""
    parser.addoption("--update-conversations", action="store_true", help="rewrite what the service says in the files")


@pytest.fixture
def updating(pytestconfig: pytest.Config) -> bool:
    """Whether the files are to be rewritten."""
    return bool(pytestconfig.getoption("--update-conversations", default=False))
