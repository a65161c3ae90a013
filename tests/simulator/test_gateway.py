"""The phone's operator posts what real ones post, so the real routes understand it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from redis import Redis
from twilio.request_validator import RequestValidator

from config.clock import Clock
from config.settings import Settings
from config.vault import Vault
from simulator.gateway import DemoGateway, NotAnswered, PhoneScreen, dialled, signature, twilio_form
from simulator.wires import Inside
from sms.gateways.africastalking import africastalking_routes
from sms.gateways.twilio import twilio_routes
from sms.gateways.ussd_sessions import Sessions
from tests.gateways.ussd_world import Listener

PHONE = "+525512345678"


@pytest.fixture
def listener() -> Listener:
    return Listener()


@pytest.fixture
def signed(settings: Settings) -> Settings:
    return settings.model_copy(update={"twilio_auth_tokens": ("a token", "its successor"), "ussd_token": "one,two"})


@pytest.fixture
def gateway(signed: Settings, listener: Listener, redis: Redis, vault: Vault, clock: Clock) -> Iterator[DemoGateway]:
    app = Flask("test")
    app.register_blueprint(
        twilio_routes(listener, lambda _: None, public_url=signed.public_url, tokens=signed.twilio_auth_tokens)
    )
    app.register_blueprint(africastalking_routes(listener, Sessions(redis, vault), signed.ussd_token, clock))
    return DemoGateway(Inside(app), signed, PHONE)


def test_a_message_is_signed_and_answered(gateway: DemoGateway, listener: Listener) -> None:
    assert gateway.sms("AHORRO ñ & <b>") == "1 goes on ('AHORRO ñ & <b>',)"
    assert (listener.heard[0].address, listener.heard[0].channel) == (PHONE, "sms")


def test_twilios_own_validator_accepts_the_signature(signed: Settings) -> None:
    form = twilio_form(signed, PHONE, "¿Cuánto tengo?")
    header = signature(signed, form)["X-Twilio-Signature"]
    assert RequestValidator("a token").validate(f"{signed.public_url}/sms/twilio", form, header)


def test_without_tokens_nothing_is_signed(settings: Settings) -> None:
    assert signature(settings, twilio_form(settings, PHONE, "hola")) == {}


def test_each_message_has_an_id_of_its_own(gateway: DemoGateway, listener: Listener) -> None:
    gateway.sms("uno")
    gateway.sms("uno")
    assert len({inbound.provider_id for inbound in listener.heard}) == 2


def test_a_session_is_dialled_with_answers_ahead_and_goes_on(gateway: DemoGateway, listener: Listener) -> None:
    assert gateway.dial("*123*1*482913#") == PhoneScreen("1 begins ('1', '482913')", True)
    assert gateway.answer("98") == PhoneScreen("2 goes on ('98',)", True)
    assert gateway.answer("") == PhoneScreen("3 goes on ('',)", True)
    assert gateway.answer("99") == PhoneScreen("4 goes on ('99',)", False)
    assert [inbound.begins for inbound in listener.heard] == [True, False, False, False]


def test_hanging_up_ends_the_session(gateway: DemoGateway, listener: Listener) -> None:
    gateway.dial("*123#")
    gateway.hang_up()
    gateway.dial("*123#")
    assert [inbound.begins for inbound in listener.heard] == [True, True]


def test_another_code_is_not_ours(gateway: DemoGateway, listener: Listener) -> None:
    assert gateway.dial("*100#") is None
    assert listener.heard == []


@pytest.mark.parametrize(
    ("typed", "ahead"),
    [
        ("*123#", []),
        ("*123*1#", ["1"]),
        (" *123*1*2# ", ["1", "2"]),
        ("*123**2#", ["", "2"]),
        ("*1234#", None),
        ("*123", None),
        ("*123#1#", None),
        ("123#", None),
        ("*123*1", None),
    ],
)
def test_a_dialled_code_holds_answers(typed: str, ahead: list[str] | None) -> None:
    assert dialled(typed, "*123#") == ahead


def test_what_is_refused_is_said(gateway: DemoGateway) -> None:
    gateway.settings = gateway.settings.model_copy(update={"twilio_auth_tokens": ("another",), "ussd_token": "three"})
    with pytest.raises(NotAnswered, match="403"):
        gateway.sms("hola")
    with pytest.raises(NotAnswered, match="404"):
        gateway.dial("*123#")
