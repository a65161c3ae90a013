"""The page's routes: a strict policy, both languages, an inbox that says when it cannot tell, a relay that signs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import Connection

from config.settings import Settings
from config.vault import Vault
from simulator.browser import browser_routes
from simulator.personas import Persona
from sms.gateways.twilio import twilio_routes
from sms.providers.demo import inbox
from tests.gateways.ussd_world import Listener

PHONE = "+525512345678"
ANA = Persona("Ana <b>", "39089002156", "PUFL900215MJCRCR04", "PUFL900215KJ8", PHONE, {"es": "es", "en": "en"})


@contextmanager
def nowhere() -> Iterator[Connection]:
    """No database: nothing but starting anew needs one."""
    raise AssertionError
    yield


def page_of(settings: Settings, redis: Redis, vault: Vault) -> FlaskClient:
    app = Flask("test")
    app.register_blueprint(
        twilio_routes(
            Listener(),
            lambda _: None,
            public_url=settings.public_url,
            tokens=settings.twilio_auth_tokens,
            open_without_tokens=True,
        )
    )
    app.register_blueprint(browser_routes(settings, redis, vault, [ANA], nowhere))
    return app.test_client()


@pytest.fixture
def client(settings: Settings, redis: Redis, vault: Vault) -> FlaskClient:
    return page_of(settings, redis, vault)


def test_the_page_allows_nothing_but_its_own_files(client: FlaskClient) -> None:
    page = client.get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<style|<script(?![^>]*\bsrc=)|\bstyle=|\son\w+=|https?://", page.text)
    for file in re.findall(r'(?:href|src)="(/[^"]+)"', page.text):
        with client.get(file) as answer:
            elsewhere = file == "/simulator/console"
            assert answer.status_code == (302 if elsewhere else 200)
            assert answer.headers["Content-Security-Policy"] == policy
            assert not elsewhere or answer.headers["Location"].endswith("/console/")


def test_the_page_speaks_both_languages(client: FlaskClient) -> None:
    assert '<html lang="es">' in client.get("/").text
    assert '<html lang="en">' in client.get("/?lang=en").text
    assert '<html lang="es">' in client.get("/?lang=xx").text


def test_names_are_text_and_never_markup(client: FlaskClient) -> None:
    assert "Ana &lt;b&gt;" in client.get("/").text


def test_the_script_is_told_of_this_house(settings: Settings, redis: Redis, vault: Vault) -> None:
    house = settings.model_copy(update={"ussd_code": "*789#", "ussd_token": "one,two", "segment_price": 0.4})
    (raw,) = re.findall(r'data-config="([^"]+)"', page_of(house, redis, vault).get("/").text)
    config = json.loads(unescape(raw))
    assert (config["ussdCode"], config["ussd"], config["price"]) == ("*789#", "/ussd/africastalking/one", 0.4)
    assert config["sms"] == "/sms/twilio"


def test_the_inbox_tells_what_came(client: FlaskClient, redis: Redis, vault: Vault) -> None:
    entry = {"id": "a", "text": "Tu codigo", "at": "2026-11-23T16:00:00+00:00"}
    redis.lpush(inbox(vault, PHONE), vault.seal(json.dumps(entry).encode()))
    assert client.get("/simulator/inbox", query_string={"phone": PHONE}).json == {"messages": [entry]}
    assert client.get("/simulator/inbox", query_string={"phone": "55 1234 5678", "after": "a"}).json == {"messages": []}


def test_the_inbox_of_no_phone_is_refused(client: FlaskClient) -> None:
    assert client.get("/simulator/inbox", query_string={"phone": "12"}).status_code == 400


def test_without_redis_the_phone_has_no_signal(settings: Settings, vault: Vault) -> None:
    away = page_of(settings, Redis(unix_socket_path="/nowhere/redis.sock"), vault)
    assert away.get("/simulator/inbox", query_string={"phone": PHONE}).status_code == 503


def test_where_signatures_are_checked_the_relay_signs(settings: Settings, redis: Redis, vault: Vault) -> None:
    client = page_of(settings.model_copy(update={"twilio_auth_tokens": ("a token",)}), redis, vault)
    assert '"sms": "/simulator/sms"' in unescape(client.get("/").text)
    form = {"From": PHONE, "Body": "AHORRO"}
    assert client.post("/sms/twilio", data=form | {"MessageSid": "SM1"}).status_code == 403
    answer = client.post("/simulator/sms", data=form)
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    assert "('AHORRO',)" in unescape(answer.text)
