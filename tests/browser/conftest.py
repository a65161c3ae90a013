"""A page that may neither complain nor call elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import running

expect.set_options(timeout=60_000)
"""Milliseconds: a bound for what never comes, not for what is slow."""
Open = Callable[..., AbstractContextManager[Page]]


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the service keeps its data and its log."""
    return tmp_path_factory.mktemp("service")


@pytest.fixture(scope="session")
def service(folder: Path) -> Iterator[str]:
    """The address of `micuenta run` in a data folder of its own."""
    with running.service(folder) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium."""
    with running.chromium() as browser:
        yield browser


@pytest.fixture
def opened(chromium: Browser, service: str) -> Open:
    """Open the demo phone in a browser of its own; on the way out nothing may have gone wrong or gone out."""

    @contextmanager
    def open_page(path: str = "/", complaints: bool = False, **options: Any) -> Iterator[Page]:
        context = chromium.new_context(**options)
        page = context.new_page()
        page.set_default_timeout(60_000)
        said: list[str] = []
        asked: list[str] = []
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(service + path)
        yield page
        context.close()
        assert complaints or said == []
        assert [url for url in asked if not url.startswith(f"{service}/")] == []

    return open_page


@pytest.fixture
def page(opened: Open) -> Iterator[Page]:
    """The demo phone on a desk."""
    with opened(viewport={"width": 1280, "height": 900}) as page:
        yield page
