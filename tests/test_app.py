"""The application as it is put together: health, and the service away and back."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app import create_app
from config.settings import Settings
from models.migrate import upgrade

pytestmark = pytest.mark.usefixtures("redis")


@pytest.fixture
def client(settings: Settings, sqlite: str) -> FlaskClient:
    return create_app(settings.model_copy(update={"database_url": sqlite, "env": "demo"})).test_client()


def form(words: str, message: str) -> dict[str, str]:
    return {"From": "+525512345678", "MessageSid": message, "Body": words}


def test_a_worker_who_writes_gets_the_menu(client: FlaskClient) -> None:
    answer = client.post("/sms/twilio", data=form("hola", "SM1"))
    assert answer.status_code == 200
    assert "REGISTRO" in answer.text.upper() or "1 " in answer.text


def test_alive_and_ready_say_so(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"redis": "ok", "database": "ok", "worker": "ok"})


@pytest.mark.parametrize(
    ("broken", "part"),
    [
        ({"redis_url": "unix:///nonexistent/redis.sock"}, "redis"),
        ({"redis_url": "redis://127.0.0.1:1/0"}, "redis"),
        ({"database_url": "postgresql+psycopg://nobody@127.0.0.1:1/none"}, "database"),
        ({"database_url": "sqlite:////nonexistent/folder/file.sqlite3"}, "database"),
    ],
)
def test_ready_names_the_part_that_is_away_and_the_worker_gets_an_apology(
    settings: Settings, sqlite: str, broken: dict[str, str], part: str
) -> None:
    given = settings.model_copy(update={"database_url": sqlite, "env": "demo"} | broken)
    client = create_app(given).test_client()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, state in dict(answer.json or {}).items() if state != "ok"] == [part]
    assert not re.search(r"nonexistent|127\.0|:1\b|nobody", answer.text)
    assert f'micuenta_part_up{{part="{part}"}} 0.0' in client.get("/metrics").text
    answer = client.post("/sms/twilio", data=form("hola", "SM1"))
    assert answer.status_code == 200
    assert "Estamos teniendo un problema" in answer.text


def test_a_database_that_was_never_migrated_is_not_ready(settings: Settings) -> None:
    client = create_app(settings).test_client()
    assert client.get("/readyz").status_code == 503
    upgrade(settings.database_url)
    assert client.get("/readyz").status_code == 200


def test_the_webhook_is_open_only_in_the_demo(settings: Settings, sqlite: str) -> None:
    closed = create_app(settings.model_copy(update={"database_url": sqlite})).test_client()
    assert closed.post("/sms/twilio", data=form("hola", "SM1")).status_code == 403


def test_figures_are_prometheus_text(client: FlaskClient) -> None:
    answer = client.get("/metrics")
    assert answer.content_type.startswith("text/plain; version=")
    assert 'micuenta_part_up{part="redis"} 1.0' in answer.text


@pytest.mark.parametrize(
    ("method", "path"), [("get", "/nothing"), ("post", "/sms/kannel/wrong"), ("get", "/sms/twilio")]
)
def test_other_addresses_are_not_found_or_not_allowed(client: FlaskClient, method: str, path: str) -> None:
    assert client.open(path, method=method.upper()).status_code in (404, 405)
