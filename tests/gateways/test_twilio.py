"""Twilio's webhook: what it accepts, what it answers, and what it hands on."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from twilio.request_validator import RequestValidator
from werkzeug.middleware.proxy_fix import ProxyFix

from sms.gateways.twilio import twilio_routes
from turns.envelope import Screen
from turns.message import Inbound

PUBLIC = "https://cuenta.example.mx"
FORM = {
    "MessageSid": "SM0123456789abcdef0123456789abcdef",
    "SmsSid": "SM0123456789abcdef0123456789abcdef",
    "AccountSid": "AC1",
    "From": "+525512345678",
    "To": "+5230900",
    "Body": "¿Cuánto ahorré? 👍 1+1",
    "NumMedia": "0",
    "FromCity": "",
}


class Listener:
    """Stands for the conversation: notes what it was asked and says what it is told to."""

    def __init__(self) -> None:
        self.heard: list[Inbound] = []
        self.statuses: list[Mapping[str, str]] = []
        self.says = "Tienes $1 & <más>"

    def handle(self, inbound: Inbound) -> Screen:
        self.heard.append(inbound)
        return Screen(self.says, True, 1)

    def stranger(self, sender: str) -> Screen:
        return Screen("stranger", True, 1)


@pytest.fixture
def listener() -> Listener:
    return Listener()


def client(listener: Listener, tokens: tuple[str, ...] = ()) -> FlaskClient:
    app = Flask(__name__)
    app.register_blueprint(
        twilio_routes(
            listener, listener.statuses.append, public_url=PUBLIC + "/", tokens=tokens, open_without_tokens=True
        )
    )
    return app.test_client()


def signed(path: str, form: Mapping[str, str], token: str = "token") -> dict[str, str]:
    return {"X-Twilio-Signature": RequestValidator(token).compute_signature(PUBLIC + path, form)}


def test_a_message_is_handed_on_and_the_reply_is_one_escaped_message(listener: Listener) -> None:
    answer = client(listener, ("token",)).post("/sms/twilio", data=FORM, headers=signed("/sms/twilio", FORM))
    assert answer.status_code == 200
    assert answer.content_type == "text/xml; charset=utf-8"
    assert [message.text for message in ElementTree.fromstring(answer.data)] == ["Tienes $1 & <más>"]
    assert listener.heard == [
        Inbound("sms", "+525512345678", "twilio", FORM["MessageSid"], ("¿Cuánto ahorré? 👍 1+1",))
    ]


def test_nothing_to_say_is_an_empty_response(listener: Listener) -> None:
    listener.says = ""
    answer = client(listener).post("/sms/twilio", data=FORM)
    assert answer.text == '<?xml version="1.0" encoding="UTF-8"?><Response/>'


def test_an_opt_out_that_twilio_answers_itself_is_taken_and_not_answered_twice(listener: Listener) -> None:
    answer = client(listener).post("/sms/twilio", data={**FORM, "Body": "STOP", "OptOutType": "STOP"})
    assert "<Message>" not in answer.text
    assert len(listener.heard) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Twilio-Signature": ""},
        {"X-Twilio-Signature": "nonsense"},
        signed("/sms/twilio", FORM, "other"),
        signed("/sms/twilio", {**FORM, "Body": "x"}),
        signed("/sms/twilio?x=1", FORM),
    ],
)
def test_without_the_right_signature_nothing_happens(listener: Listener, headers: dict[str, str]) -> None:
    for path in ("/sms/twilio", "/sms/twilio/status"):
        assert client(listener, ("token",)).post(path, data=FORM, headers=headers).status_code == 403
    assert (listener.heard, listener.statuses) == ([], [])


def test_the_old_token_still_works_while_tokens_are_rotated(listener: Listener) -> None:
    http = client(listener, ("new", "token"))
    assert http.post("/sms/twilio", data=FORM, headers=signed("/sms/twilio", FORM)).status_code == 200


@pytest.mark.parametrize("proxied", [True, False])
def test_behind_a_proxy_the_public_url_is_what_counts(listener: Listener, proxied: bool) -> None:
    """The server sees plain HTTP on another host; forwarded headers, true or forged, change nothing."""
    http = client(listener, ("token",))
    if proxied:
        http.application.wsgi_app = ProxyFix(http.application.wsgi_app, x_proto=1, x_host=1, x_port=1)
    forwarded = {"X-Forwarded-Proto": "http", "X-Forwarded-Host": "evil.example", "X-Forwarded-Port": "1"}
    headers = signed("/sms/twilio?a=%C3%B1&b=+", FORM) | forwarded
    answer = http.post("/sms/twilio?a=%C3%B1&b=+", data=FORM, headers=headers, base_url="http://10.0.0.1:8000")
    assert answer.status_code == 200


@pytest.mark.parametrize("missing", ["From", "MessageSid"])
def test_a_form_without_sender_or_id_is_refused(listener: Listener, missing: str) -> None:
    form = {name: value for name, value in FORM.items() if name not in (missing, "SmsSid")}
    assert client(listener).post("/sms/twilio", data=form).status_code == 400
    assert listener.heard == []


def test_a_message_without_words_is_one_piece_of_nothing(listener: Listener) -> None:
    form = {name: value for name, value in FORM.items() if name != "Body"}
    assert client(listener).post("/sms/twilio", data=form).status_code == 200
    assert listener.heard[0].answers == ("",)


@pytest.mark.parametrize(
    ("sender", "says"),
    [("+14155550123", "stranger"), ("30900", None), ("+5230900", None), ("INFONAVIT", None), ("💥", None)],
)
def test_foreign_numbers_are_told_and_machines_are_not_answered(
    listener: Listener, sender: str, says: str | None
) -> None:
    answer = client(listener).post("/sms/twilio", data={**FORM, "From": sender})
    assert answer.status_code == 200
    assert ElementTree.fromstring(answer.data).findtext("Message") == says
    assert listener.heard == []


@pytest.mark.parametrize("sender", ["+525512345678", "+5215512345678", "525512345678", "044 55 1234 5678"])
def test_the_line_is_the_same_however_the_gateway_writes_it(listener: Listener, sender: str) -> None:
    client(listener).post("/sms/twilio", data={**FORM, "From": sender})
    assert listener.heard[0].address == "+525512345678"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00garbage",
        b"%FF%FE=%00",
        "From=+52&Body=ñ".encode("latin-1"),
        b"a" * 60_000,
        b"&" * 5000,
        b'{"From": "+525512345678"}',
        b"<xml/>",
    ],
)
def test_a_body_that_is_no_form_is_refused_and_never_an_error(listener: Listener, body: bytes) -> None:
    http = client(listener)
    for kind in ("application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", ""):
        assert http.post("/sms/twilio", data=body, content_type=kind).status_code == 400


@pytest.mark.parametrize("words", [b"\xff\xfe\xfa", b"%FF%C3%28", b"%ED%A0%80", b"%00%01%1B"])
def test_words_in_a_wrong_encoding_still_reach_the_dialog(listener: Listener, words: bytes) -> None:
    body = urlencode({"From": "+525512345678", "MessageSid": "SM1"}).encode() + b"&Body=" + words
    assert client(listener).post("/sms/twilio", data=body).status_code == 200
    listener.heard[0].pieces[0].encode()


def test_a_body_of_a_megabyte_is_too_large(listener: Listener) -> None:
    assert client(listener).post("/sms/twilio", data=b"a" * 1_000_000).status_code == 413


def test_a_status_callback_is_handed_on_with_our_own_id(listener: Listener) -> None:
    form = {"MessageSid": "SM1", "MessageStatus": "delivered", "id": "forged"}
    path = "/sms/twilio/status?id=0192"
    answer = client(listener, ("token",)).post(path, data=form, headers=signed(path, form))
    assert (answer.status_code, answer.data) == (204, b"")
    assert listener.statuses == [{"MessageSid": "SM1", "MessageStatus": "delivered", "id": "0192"}]


def test_only_post_is_taken(listener: Listener) -> None:
    assert client(listener).get("/sms/twilio").status_code == 405


def test_a_status_callback_while_sql_is_away_is_told_to_come_again() -> None:
    def away(form: Mapping[str, str]) -> None:
        raise OperationalError("", {}, Exception())

    app = Flask(__name__)
    app.register_blueprint(twilio_routes(Listener(), away, public_url=PUBLIC, tokens=(), open_without_tokens=True))
    assert app.test_client().post("/sms/twilio/status?id=1", data={"MessageStatus": "sent"}).status_code == 503
