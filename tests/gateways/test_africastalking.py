"""Africa's Talking's requests and what they are answered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from flask import Flask
from redis import Redis

from config.clock import Clock
from config.vault import Vault
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.ussd_sessions import Sessions
from tests.gateways.ussd_world import Listener

PHONE = "+525512345678"
Dial = Callable[..., str]


@pytest.fixture
def app(redis: Redis, listener: Listener) -> Flask:
    app = Flask(__name__)
    clock = Clock(frozen=datetime(2026, 11, 23, 18, tzinfo=UTC))
    app.register_blueprint(africastalking_routes(listener, Sessions(redis, Vault("key")), "new, old", clock))
    return app


@pytest.fixture
def dial(app: Flask) -> Dial:
    def send(text: str, session: str = "ATUid_1", phone: str = PHONE) -> str:
        form = {
            "sessionId": session,
            "phoneNumber": phone,
            "networkCode": "99999",
            "serviceCode": "*123#",
            "text": text,
        }
        answer = app.test_client().post("/ussd/africastalking/new", data=form)
        assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
        return answer.text

    return send


def test_a_session_goes_on_until_the_dialog_ends_it(dial: Dial, listener: Listener) -> None:
    assert dial("") == "CON 1 begins ()"
    assert dial("1") == "CON 2 goes on ('1',)"
    assert dial("1*99") == "END 3 goes on ('99',)"
    assert {inbound.address for inbound in listener.heard} == {PHONE}
    assert {(inbound.channel, inbound.provider) for inbound in listener.heard} == {("ussd", "africastalking")}


def test_a_repeated_request_gets_the_same_screen_and_takes_no_turn(dial: Dial, listener: Listener) -> None:
    screens = [dial(text) for text in ("", "", "1", "1", "1*1", "1*1", "1")]
    assert screens[0] == screens[1]
    assert screens[2] == screens[3]
    assert screens[4] == screens[5] == screens[6]
    assert listener.answers == [(), ("1",), ("1",)]


def test_a_dialled_shortcut_is_answers_ahead(dial: Dial, listener: Listener) -> None:
    assert dial("1*482913") == "CON 1 begins ('1', '482913')"
    dial("1*482913*0")
    assert listener.answers[1:] == [("0",)]


def test_a_request_that_was_skipped_is_made_up_for(dial: Dial, listener: Listener) -> None:
    dial("")
    dial("1*2")
    assert listener.answers == [(), ("1", "2")]


def test_without_a_session_id_the_phone_is_the_session(dial: Dial, listener: Listener) -> None:
    for text in ("", "1", "1*2"):
        dial(text, session="")
    assert listener.answers == [(), ("1",), ("2",)]


def test_a_session_id_shared_by_two_phones_mixes_nothing(dial: Dial, listener: Listener) -> None:
    for phone in (PHONE, "+528112345678"):
        dial("", phone=phone)
    dial("1")
    dial("2", phone="+528112345678")
    assert listener.answers == [(), (), ("1",), ("2",)]
    assert len({inbound.provider_id for inbound in listener.heard}) == 4


def test_an_ended_session_begins_again_under_the_same_id(app: Flask, dial: Dial, listener: Listener) -> None:
    dial("")
    note = {"sessionId": "ATUid_1", "phoneNumber": PHONE, "status": "Incomplete", "input": "", "hopsCount": "1"}
    assert app.test_client().post("/ussd/africastalking/old/events", data=note).status_code == 204
    dial("5")
    assert [inbound.begins for inbound in listener.heard] == [True, True]


def test_the_end_of_an_older_session_leaves_the_newer_one_alone(app: Flask, dial: Dial, listener: Listener) -> None:
    dial("", session="ATUid_2")
    app.test_client().post("/ussd/africastalking/new/events", data={"sessionId": "ATUid_1", "phoneNumber": PHONE})
    dial("1", session="ATUid_2")
    assert listener.answers == [(), ("1",)]


@pytest.mark.parametrize("path", ["wrong", "ne", "newer", "new, old", "ñ"])
def test_any_other_token_is_not_found(app: Flask, path: str, listener: Listener) -> None:
    for route in (f"/ussd/africastalking/{path}", f"/ussd/africastalking/{path}/events"):
        assert app.test_client().post(route, data={"phoneNumber": PHONE}).status_code == 404
    assert listener.heard == []


@pytest.mark.parametrize("written", ["525512345678", "5215512345678", "+52 1 55 1234 5678", "044 55 1234 5678"])
def test_a_phone_is_one_line_however_it_is_written(dial: Dial, listener: Listener, written: str) -> None:
    dial("", phone=written)
    assert listener.heard[0].address == PHONE


@pytest.mark.parametrize("phone", ["+14155550100", "nobody", "12345", "\x00"])
def test_a_number_this_service_is_not_for_is_told_so_and_ended(dial: Dial, listener: Listener, phone: str) -> None:
    assert dial("", phone=phone) == "END stranger"
    assert listener.heard == []


@pytest.mark.parametrize("form", [{}, {"sessionId": "x", "text": "1"}, {"phoneNumber": ""}])
def test_a_request_without_a_phone_is_told_what_it_lacks(app: Flask, form: dict[str, str]) -> None:
    answer = app.test_client().post("/ussd/africastalking/new", data=form)
    assert (answer.status_code, "phoneNumber" in answer.text) == (400, True)


@pytest.mark.parametrize("body", [b"\xff\xfe%zz&&&=", b"phoneNumber=%2B525512345678&text=%ff%fe&sessionId=%00"])
def test_noise_is_answered_and_never_an_error_of_ours(app: Flask, body: bytes) -> None:
    kind = "application/x-www-form-urlencoded"
    assert app.test_client().post("/ussd/africastalking/new", data=body, content_type=kind).status_code in (200, 400)
    assert app.test_client().post("/ussd/africastalking/new/events", data=body, content_type=kind).status_code == 204


def test_what_is_kept_of_a_session_is_sealed_and_runs_out(dial: Dial, redis: Redis) -> None:
    dial("")
    dial("482913")
    (key,) = redis.scan_iter("*:ussd")
    assert b"5512345678" not in key
    assert b"482913" not in (redis.get(key) or b"")
    assert 590 <= redis.ttl(key) <= 600


def test_while_redis_is_away_the_answer_ends_the_session(listener: Listener) -> None:
    gone = Redis.from_url("redis://127.0.0.1:1")
    app = Flask(__name__)
    app.register_blueprint(africastalking_routes(listener, Sessions(gone, Vault("key")), "new", Clock()))
    form = {"sessionId": "s", "phoneNumber": PHONE, "text": "1*2"}
    assert app.test_client().post("/ussd/africastalking/new", data=form).text == "END 1 begins ()"
    assert app.test_client().post("/ussd/africastalking/new/events", data=form).status_code == 204
