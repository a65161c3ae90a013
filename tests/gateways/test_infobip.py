"""Infobip's session service: its requests and what they are answered."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from redis import Redis
from werkzeug.test import TestResponse

from config.clock import Clock
from config.vault import Vault
from sms.gateways.infobip import dialled, infobip_routes
from sms.gateways.ussd_sessions import Sessions
from tests.gateways.ussd_world import Listener

BASE = "/ussd/infobip/secret/session/3f1a"
START = {"msisdn": "525512345678", "text": "*123#", "shortCode": "*123#", "imsi": "334", "ussdGwId": "live2"}
ANSWER = {"msisdn": "525512345678", "text": "1", "shortCode": "*123#", "language": None}


@pytest.fixture
def app(redis: Redis, listener: Listener) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(infobip_routes(listener, Sessions(redis, Vault("key")), "secret", Clock(), "*123#"))
    return app


def post(app: Flask, method: str, body: Any, base: str = BASE) -> TestResponse:
    return app.test_client().post(f"{base}/{method}", json=body)


def menu(text: str, closes: bool = False) -> dict[str, object]:
    return {"shouldClose": closes, "ussdMenu": text, "responseExitCode": 200, "responseMessage": ""}


def test_a_session_from_start_to_end(app: Flask, listener: Listener) -> None:
    assert post(app, "start", START).json == menu("1 begins ()")
    assert post(app, "response", ANSWER).json == menu("2 goes on ('1',)")
    assert post(app, "response", ANSWER | {"text": "99"}).json == menu("3 goes on ('99',)", closes=True)
    ended = app.test_client().put(f"{BASE}/end", json={"msisdn": "525512345678", "exitCode": 200, "reason": ""})
    assert (ended.status_code, ended.json) == (200, {"responseExitCode": 200, "responseMessage": ""})
    assert {inbound.address for inbound in listener.heard} == {"+525512345678"}


def test_the_same_answer_to_two_screens_is_two_answers(app: Flask, listener: Listener) -> None:
    post(app, "start", START)
    post(app, "response", ANSWER)
    post(app, "response", ANSWER)
    assert listener.answers == [(), ("1",), ("1",)]


def test_a_start_sent_twice_begins_once(app: Flask, listener: Listener) -> None:
    assert post(app, "start", START).json == post(app, "start", START).json
    assert len(listener.heard) == 1


def test_an_answer_keeps_its_stars(app: Flask, listener: Listener) -> None:
    post(app, "start", START)
    post(app, "response", ANSWER | {"text": "ab*cd#"})
    assert listener.answers[-1] == ("ab*cd#",)


def test_a_shortcut_is_answers_ahead(app: Flask, listener: Listener) -> None:
    post(app, "start", START | {"text": "*123*1*482913#"})
    assert listener.answers == [("1", "482913")]


def test_an_answer_without_a_start_is_still_one(app: Flask, listener: Listener) -> None:
    post(app, "response", ANSWER)
    assert [(inbound.answers, inbound.begins) for inbound in listener.heard] == [(("1",), False)]


@pytest.mark.parametrize(
    ("text", "code", "answers"),
    [
        ("*123#", "*123#", ()),
        ("*123*1*2#", "*123#", ("1", "2")),
        ("*123*1*2#", "123", ("1", "2")),
        ("*384*7*1#", "*384*7#", ("1",)),
        ("*999*1#", "*123#", ("1",)),
        ("*1234#", "*123#", ()),
        ("123", "*123#", ()),
        ("1*2", "*123#", ("1", "2")),
        ("", "*123#", ()),
        ("*#", "*123#", ()),
    ],
)
def test_what_follows_the_code_was_dialled_with_it(text: str, code: str, answers: tuple[str, ...]) -> None:
    assert dialled(text, code) == answers


@pytest.mark.parametrize("body", [None, [], {}, {"text": "1"}, {"msisdn": None}, {"msisdn": ["x"]}, "text", 7])
def test_a_request_without_a_phone_is_told_what_it_lacks(app: Flask, body: Any) -> None:
    for method in ("start", "response"):
        answer = post(app, method, body)
        reply: Any = answer.json
        assert (answer.status_code, reply["responseExitCode"]) == (400, 400)
        assert "msisdn" in reply["responseMessage"]


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b'{"msisdn": "525512345678", "text": "\\ud800"}'])
def test_noise_is_answered_and_never_an_error_of_ours(app: Flask, body: bytes) -> None:
    client = app.test_client()
    for method in ("start", "response"):
        assert client.post(f"{BASE}/{method}", data=body).status_code in (200, 400)
    assert client.put(f"{BASE}/end", data=body).status_code == 200


def test_a_foreign_number_is_told_so_and_closed(app: Flask) -> None:
    assert post(app, "start", START | {"msisdn": "14155550100"}).json == menu("stranger", closes=True)


def test_any_other_token_is_not_found(app: Flask, listener: Listener) -> None:
    for method in ("start", "response", "end"):
        assert post(app, method, START, "/ussd/infobip/other/session/3f1a").status_code == 404
    assert listener.heard == []
