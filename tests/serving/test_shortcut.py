"""The short way of webhooks: what goes it, what fails on it, and what is answered abreast."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask, request
from redis import Redis
from werkzeug.test import EnvironBuilder

from config.vault import Vault
from serving.front.exchange import HELD, LATE
from serving.manners import HEADERS, guard, hold_back
from serving.shortcut import side_by_side
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.infobip import infobip_routes
from sms.gateways.kannel import kannel_routes
from sms.gateways.twilio import twilio_routes
from sms.gateways.twilio_signature import sign
from sms.gateways.ussd_sessions import Sessions
from tests.gateways.ussd_world import Listener
from turns.envelope import Screen
from turns.message import Inbound

URL, TOKEN = "https://micuenta.example", "a token"
FORM = {"From": "+525512345678", "To": "30900", "MessageSid": "SM1", "Body": "¿Cuánto debo? & más"}
DIALLED = {"phoneNumber": "+525512345678", "sessionId": "s1", "serviceCode": "*123#", "text": ""}


def signature(form: Mapping[str, str]) -> dict[str, str]:
    return {"X-Twilio-Signature": sign(TOKEN.encode(), f"{URL}/sms/twilio".encode(), form.items()).decode()}


@pytest.fixture
def seen() -> list[str]:
    """The paths that went through Flask."""
    return []


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def app(redis: Redis, seen: list[str], listener: Listener) -> Flask:
    made = Flask("micuenta", static_folder=None)
    made.config["MAX_CONTENT_LENGTH"] = 64 * 1024
    guard(made, https=True)
    made.before_request(lambda: seen.append(request.path))
    made.register_blueprint(twilio_routes(listener, lambda form: None, public_url=URL, tokens=[TOKEN]))
    sessions = Sessions(redis, Vault("a secret key of thirty-two letters"))
    ussd = listener, sessions, "secret", lambda: datetime(2026, 11, 23, 16, tzinfo=UTC)
    made.register_blueprint(africastalking_routes(*ussd))
    made.register_blueprint(infobip_routes(*ussd, "*123#"))
    made.register_blueprint(kannel_routes(listener, "secret", lambda form: None))
    return made


@pytest.mark.parametrize(
    ("path", "form", "headers"), [("/sms/twilio", FORM, signature(FORM)), ("/ussd/africastalking/secret", DIALLED, {})]
)
def test_what_fails_is_told_with_every_header_and_logged_without_what_was_typed(
    app: Flask,
    listener: Listener,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    path: str,
    form: Mapping[str, str],
    headers: Mapping[str, str],
) -> None:
    def fail(inbound: object) -> Screen:
        raise KeyError(form["text" if "text" in form else "Body"], path)

    monkeypatch.setattr(listener, "handle", fail)
    short = app.test_client().post(path, data=form, headers=headers)
    app.extensions["webhooks"].clear()
    whole = app.test_client().post(path, data=form, headers=headers)

    assert (short.status_code, short.data) == (whole.status_code, whole.data) == (500, b"Something failed here.\n")
    assert sorted(short.headers) == sorted(whole.headers)
    assert set(short.headers.keys()) >= HEADERS.keys()
    assert [record.getMessage().partition(" at ")[0] for record in caplog.records] == ["a webhook failed: KeyError"] * 2
    for hidden in ("secret", FORM["Body"]):
        assert hidden not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "size"),
    [("GET", "/sms/twilio", 0), ("POST", "/nowhere", 10), ("POST", "/sms/twilio", 65 * 1024)],
)
def test_what_is_no_webhook_of_ordinary_size_goes_through_flask(
    app: Flask, seen: list[str], method: str, path: str, size: int
) -> None:
    assert app.test_client().open(path, method=method, data=b"x" * size).status_code in (404, 413)
    assert seen == [path]


def test_the_answer_that_is_to_be_held_back_is_that_of_the_request_under_way(app: Flask) -> None:
    asked: list[dict[str, Any]] = []
    inner = app.wsgi_app
    app.wsgi_app = lambda environ, start: (asked.append(environ), inner(environ, start))[1]
    app.add_url_rule("/spent", view_func=lambda: (hold_back(), "")[1])
    for path in ("/spent", "/nothing"):
        app.test_client().get(path)
    assert [HELD in environ for environ in asked] == [True, False]


def test_what_is_there_at_once_is_answered_as_if_each_came_alone(
    app: Flask, listener: Listener, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Turns are taken together but for one that has to be by itself; what is asked of Redis is asked before."""
    heard: list[Inbound] = []
    together: list[list[str]] = []

    def hear(inbound: Inbound) -> Screen:
        heard.append(inbound)
        return Screen(f"{inbound.address} said {inbound.answers}", True, 1)

    def take(inbounds: Sequence[Inbound]) -> list[Screen | None]:
        together.append([inbound.address for inbound in inbounds])
        return [None if "alone" in inbound.answers else hear(inbound) for inbound in inbounds]

    def head(form: Mapping[str, str], path: str = "/sms/twilio", headers: Mapping[str, str] | None = None) -> Any:
        body, kind = urlencode(form).encode(), "application/x-www-form-urlencoded"
        return EnvironBuilder(path, method="POST", data=body, content_type=kind, headers=headers).get_environ(), body

    def kannel(line: str) -> Any:
        query = {"from": line, "text": "ahorro", "id": "1"}
        return EnvironBuilder("/sms/kannel/secret", query_string=query).get_environ() | {"CONTENT_LENGTH": "0"}, b""

    def infobip(line: str) -> Any:
        body = json.dumps({"msisdn": line, "text": "*123*1#"}).encode()
        path = "/ussd/infobip/secret/session/7/start"
        return EnvironBuilder(path, method="POST", data=body).get_environ(), body

    monkeypatch.setattr(listener, "handle", hear)
    lines = [f"+52551234567{number}" for number in range(5)]
    forms = [{**FORM, "From": lines[0]}, {**FORM, "From": lines[1], "Body": "alone"}, {**FORM, "From": "30900"}]
    requests = [
        *[head(form, headers=signature(form)) for form in forms],
        head(FORM),
        head({**DIALLED, "phoneNumber": lines[2]}, "/ussd/africastalking/secret"),
        head({**DIALLED, "text": "*" * 65 * 1024}, "/ussd/africastalking/secret"),
        head(FORM, "/elsewhere"),
        kannel(lines[3]),
        infobip(lines[4]),
    ]

    def answers() -> list[tuple[str, bytes]]:
        said: list[tuple[str, bytes]] = []
        for environ, body in requests:
            environ["wsgi.input"] = BytesIO(body)
            status: list[str] = []
            content = app.wsgi_app(environ, lambda line, *_, status=status: status.append(line) or list)
            said.append((status[0], b"".join(content)))
        return said

    alone, by_itself = answers(), heard[:]
    redis.flushdb()
    heard.clear()
    with side_by_side(app.extensions["webhooks"], take)(requests):
        assert [inbound.address for inbound in heard] == [lines[0], *lines[2:]]
        assert answers() == alone
    assert together == [lines]
    assert sorted(map(str, heard)) == sorted(map(str, by_itself))


def test_what_fails_among_others_fails_alone(app: Flask, listener: Listener) -> None:
    def take(inbounds: Sequence[Inbound]) -> list[Screen | None]:
        raise KeyError

    environ = EnvironBuilder("/sms/twilio", method="POST", data=FORM, headers=signature(FORM)).get_environ()
    body = urlencode(FORM).encode()
    with (
        pytest.raises(KeyError),
        side_by_side(app.extensions["webhooks"], take)([(environ, body)]),
    ):
        pass
    environ["wsgi.input"] = BytesIO(body)
    assert b"Message" in b"".join(app.wsgi_app(environ, lambda *_: list))
    assert len(listener.heard) == 1


def test_what_has_waited_too_long_is_turned_away_and_heard_when_it_is_sent_again(
    app: Flask, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "turn_away", lambda inbound: Screen("too many", False, 1), raising=False)
    said = []
    for late in (True, False):
        environ = EnvironBuilder("/sms/twilio", method="POST", data=FORM, headers=signature(FORM)).get_environ()
        body = urlencode(FORM).encode()
        environ |= {"CONTENT_LENGTH": str(len(body)), **({LATE: True} if late else {})}
        with side_by_side(app.extensions["webhooks"], lambda inbounds: [None] * len(inbounds))([(environ, body)]):
            environ["wsgi.input"] = BytesIO(body)
            said.append(b"".join(app.wsgi_app(environ, lambda *_: list)))
    assert [b"too many" in text for text in said] == [True, False]
    assert len(listener.heard) == 1
