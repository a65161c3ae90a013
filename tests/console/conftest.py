"""A console over a real database and Redis, and somebody at its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from flask import Flask
from pyotp import TOTP
from redis import Redis
from sqlalchemy import insert, text
from werkzeug.test import TestResponse

from config.catalogues import load_all
from config.clock import Clock
from config.hashing import Hasher
from config.settings import Settings
from config.vault import Vault
from console.access import secrets
from console.access.gate import COOKIE
from console.web import console_app
from flows.engine.engine import Engine
from models.agents import people
from models.columns import table
from models.database import Database
from models.tables.agents import Role
from models.tables.cases import CaseRow
from tests.conftest import NOW, UNHURRIED
from turns import parts
from turns.conversation import Conversation
from turns.effort import Effort
from turns.store import DialogStore

PASSWORD = "correct horse battery"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LINE = "+525512345678"
CASE = "/console/caso/CASE22"


class Console:
    """The running console and what stands behind it."""

    def __init__(self, settings: Settings, redis: Redis) -> None:
        self.settings = settings
        self.clock: Clock = settings.clock()
        self.database = Database(settings.database_url)
        self.vault = Vault(settings.secret_key)
        self.store = DialogStore(redis)
        self.nips = Hasher(settings.pepper, settings.hash_costs)
        self.talk = Conversation(
            Engine(parts.house(settings), load_all()),
            self.store,
            self.database,
            self.vault,
            self.nips,
            self.clock,
            lambda: None,
            effort=Effort(share=UNHURRIED),
        )
        self.app: Flask = self.served(settings)
        self.hasher = secrets.password_hasher(settings.pepper, ())

    def served(self, settings: Settings) -> Flask:
        """The pages, with these settings."""
        return console_app(settings, self.clock, self.database, self.vault, self.store, self.talk, lambda: None)

    def add(self, name: str, role: Role = "agent") -> None:
        """Put an agent on record."""
        with self.database.transaction() as connection:
            sealed = self.vault.seal(SECRET.encode())
            people.add(connection, name, role, self.hasher.seal(PASSWORD), sealed, NOW)

    def case(self, folio: str = "CASE22", line: str = LINE, **more: Any) -> None:
        """Open a case, as the dialogs do."""
        row = {"folio": folio, "line": line, "reason": "worker-asked", "opened_at": NOW, "waiting_since": NOW, **more}
        with self.database.transaction() as connection:
            connection.execute(insert(table(CaseRow)).values(row))

    def all(self, query: str) -> list[tuple[Any, ...]]:
        """Rows, as they rest."""
        with self.database.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query))]


class Browser:
    """Somebody's browser: sends what a page of ours sends."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.client = console.app.test_client()
        self.page = ""
        self.tokens: dict[str, str] = {}

    def get(self, path: str, **headers: str) -> TestResponse:
        """Open a page."""
        answer = self.client.get(path, headers=headers)
        return self._read(answer)

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form of the page that is open."""
        headers = {"Sec-Fetch-Site": "same-origin"}
        return self._read(self.client.post(path, data=self.tokens | fields, headers=headers, follow_redirects=True))

    def come_in(self, name: str, password: str = PASSWORD, code: str | None = None) -> TestResponse:
        """Sign in with what an agent has."""
        self.get("/console/entrar")
        return self.post("/console/entrar", name=name, password=password, code=code or code_at(self.console.clock()))

    def _read(self, answer: TestResponse) -> TestResponse:
        """The page, and what its forms carry; a part of a page leaves the forms as they are."""
        self.page = answer.get_data(as_text=True)
        self.tokens |= dict(re.findall(r'name="(csrf|once)" value="([^"]+)"', self.page))
        return answer

    @property
    def is_in(self) -> bool:
        """Whether the queue is shown."""
        return self.get("/console/").status_code == 200

    @property
    def cookie(self) -> str:
        """The session's token."""
        found = self.client.get_cookie(COOKIE, path="/console")
        return found.value if found else ""


def code_at(moment: datetime) -> str:
    """The authenticator's code."""
    return TOTP(SECRET).at(moment)


@pytest.fixture
def console(
    settings: Settings, redis: Redis, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[Console]:
    """A console on SQLite, or on each kind for a test that asks for `database`; passwords are hashed quickly."""
    url = request.getfixturevalue("database" if "database" in request.fixturenames else "sqlite")
    monkeypatch.setattr(secrets, "COSTS", secrets.Costs(passes=1, memory=64))
    running = Console(settings.model_copy(update={"database_url": url}), redis)
    yield running
    running.database.close()


def agent(console: Console, name: str) -> Browser:
    """The browser of an agent who has come in."""
    console.add(name)
    browser = Browser(console)
    browser.come_in(name)
    return browser


@pytest.fixture
def ana(console: Console) -> Browser:
    """An agent who has come in."""
    return agent(console, "Ana")


@pytest.fixture
def eva(console: Console) -> Browser:
    return agent(console, "Eva")


@pytest.fixture
def held(ana: Browser) -> Browser:
    ana.console.case()
    return taking(ana)


def taking(browser: Browser) -> Browser:
    """An agent who has taken the case."""
    browser.get(CASE)
    browser.post(f"{CASE}/tomar")
    return browser
