"""Kannel's requests and what they are answered."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote_from_bytes, urlencode

import pytest
from flask import Flask

from sms.gateways.kannel import kannel_routes
from tests.gateways.ussd_world import Listener
from turns.message import Inbound

SENT = {"from": "+525512345678", "to": "30900", "text": "¿Cuánto ahorré?", "id": "7e1d-1", "smsc": "telcel"}


class World(Listener):
    """The listener, with a place for delivery reports."""

    def __init__(self) -> None:
        super().__init__()
        self.reports: list[Mapping[str, str]] = []


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def app(world: World) -> Flask:
    app = Flask(__name__)
    app.register_blueprint(kannel_routes(world, "secret,older", world.reports.append))
    return app


@pytest.mark.parametrize("post", [False, True])
def test_a_message_is_handed_on_and_the_reply_is_plain_text_of_one_charset(
    app: Flask, world: World, post: bool
) -> None:
    client = app.test_client()
    path = "/sms/kannel/secret"
    answer = client.post(path, data=SENT) if post else client.get(f"{path}?{urlencode(SENT)}")
    assert answer.status_code == 200
    assert answer.headers.getlist("Content-Type") == ["text/plain; charset=UTF-8"]
    assert answer.text == "1 goes on ('¿Cuánto ahorré?',)"
    assert world.heard == [Inbound("sms", "+525512345678", "kannel", "7e1d-1", ("¿Cuánto ahorré?",))]


@pytest.mark.parametrize(
    ("charset", "octets", "text"),
    [
        ("UTF-8", "Sí ñ".encode(), "Sí ñ"),
        ("UTF-16BE", "Sí 👍".encode("utf-16-be"), "Sí 👍"),
        ("WINDOWS-1252", b"S\xed \x80", "Sí €"),
        ("GSM", "año".encode(), "año"),
        ("", b"S\xed", "S\ufffd"),
        ("no-such", b"hola", "hola"),
    ],
)
def test_the_text_is_read_in_the_charset_kannel_names(
    app: Flask, world: World, charset: str, octets: bytes, text: str
) -> None:
    query = f"from=525512345678&charset={charset}&text={quote_from_bytes(octets)}"
    assert app.test_client().get(f"/sms/kannel/secret?{query}").status_code == 200
    assert world.answers == [(text,)]


def test_an_empty_text_is_a_message_too(app: Flask, world: World) -> None:
    assert app.test_client().get("/sms/kannel/secret?from=525512345678&text=&id=1").status_code == 200
    assert world.answers == [("",)]


def test_messages_without_an_id_are_all_different(app: Flask, world: World) -> None:
    for _ in range(2):
        app.test_client().get("/sms/kannel/secret?from=525512345678&text=ahorro")
    assert len(world.heard) == 2


@pytest.mark.parametrize(("sender", "reply"), [("14155550100", "stranger"), ("30900", ""), ("Infonavit", "")])
def test_strangers_are_told_and_machines_are_not_answered(app: Flask, world: World, sender: str, reply: str) -> None:
    answer = app.test_client().get("/sms/kannel/secret", query_string={"from": sender, "text": "hola"})
    assert (answer.status_code, answer.text, world.heard) == (200, reply, [])


@pytest.mark.parametrize("query", ["", "from=525512345678", "text=hola", "from=&text=hola"])
def test_a_request_that_lacks_something_is_told_what(app: Flask, query: str) -> None:
    answer = app.test_client().get(f"/sms/kannel/secret?{query}")
    assert (answer.status_code, "from and text" in answer.text) == (400, True)


@pytest.mark.parametrize("token", ["other", "secret,older", "s"])
def test_any_other_token_is_not_found(app: Flask, world: World, token: str) -> None:
    for path in (f"/sms/kannel/{token}", f"/sms/kannel/{token}/dlr"):
        assert app.test_client().get(path, query_string=SENT | {"type": "1"}).status_code == 404
    assert (world.heard, world.reports) == ([], [])


def test_a_delivery_report_is_handed_on_as_kannel_gave_it(app: Flask, world: World) -> None:
    query = {"id": "0192f0c3", "type": "16", "ref": "b7-41"}
    answer = app.test_client().get("/sms/kannel/older/dlr", query_string=query)
    assert (answer.status_code, answer.text) == (200, "")
    assert world.reports == [query]


@pytest.mark.parametrize("query", ["", "id=1", "type=1"])
def test_a_report_that_lacks_something_is_told_what(app: Flask, world: World, query: str) -> None:
    assert app.test_client().get(f"/sms/kannel/secret/dlr?{query}").status_code == 400
    assert world.reports == []
