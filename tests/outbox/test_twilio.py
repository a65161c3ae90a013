"""Twilio's answers as values: who has the message, and what to do about it."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from models.tables.outbox import SENT
from sms.providers.base import Absent, Accepted, Doubt, Outcome, Outgoing, Receipt, Rejected, Unsure
from sms.providers.twilio import Twilio
from tests.outbox.twilio_server import TwilioServer


def message(text: str = "Hola") -> Outgoing:
    return Outgoing(uuid.uuid4().hex, f"+5255{uuid.uuid4().int % 10**8:08d}", text)


def test_a_message_is_created_with_our_id_in_its_callback(twilio: TwilioServer) -> None:
    sent = message("Aportación: ñ é ¿?")
    outcome = twilio.client().send(sent)
    kept = twilio.accepted()[-1]
    assert outcome == Accepted(kept["sid"])
    assert (kept["to"], kept["from"], kept["body"]) == (sent.recipient, "30900", "Aportación: ñ é ¿?")
    assert kept["callback"] == f"http://127.0.0.1:9/sms/twilio/status?id={sent.id}"


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [
        ({"status": 400, "code": 21610}, Rejected("opted_out")),
        ({"status": 400, "code": 21614}, Rejected("landline")),
        ({"status": 400, "code": 21211}, Rejected("bad_number")),
        ({"status": 400, "code": 21617}, Rejected("too_long")),
        ({"status": 400, "code": 21408}, Rejected("region")),
        ({"status": 400, "code": 1}, Rejected("refused")),
        ({"status": 401, "code": 20003}, Rejected("credentials")),
        ({"status": 429, "code": 20429}, Rejected("throttled")),
        ({"status": 500}, Unsure("provider_error")),
        ({"status": 503}, Unsure("provider_error")),
        ({"drop": True}, Unsure("timeout")),
        ({"hang": 3}, Unsure("timeout")),
    ],
)
def test_how_a_call_ends_says_whether_twilio_has_the_message(
    twilio: TwilioServer, mode: dict[str, Any], outcome: Outcome
) -> None:
    twilio.mode(**mode)
    assert twilio.client(deadline=0.3).send(message()) == outcome


def test_a_refused_connection_carried_nothing() -> None:
    away = Twilio(account_sid="AC1", token="t", public_url="x", sender="1", api_url="http://127.0.0.1:1")
    assert away.send(message()) == Rejected("unreachable")
    assert away.find(Doubt("1", "+525512345678", "x", datetime.now(UTC))) == Unsure("unreachable")
    assert away.ask("SM1") is None


def test_a_message_in_doubt_is_found_by_phone_text_and_time(twilio: TwilioServer) -> None:
    client, sent, now = twilio.client(), message("Folio K7M2Q9"), datetime.now(UTC)
    accepted = client.send(sent)
    assert isinstance(accepted, Accepted)
    found = Doubt(sent.id, sent.recipient, sent.text, now)
    assert client.find(found) == accepted
    assert client.find(Doubt(sent.id, sent.recipient, "Folio K7M2QX", now)) == Absent()
    assert client.find(Doubt(sent.id, "+525500000000", sent.text, now)) == Absent()
    assert client.find(Doubt(sent.id, sent.recipient, sent.text, now + timedelta(hours=1))) == Absent()
    assert client.find(Doubt(sent.id, sent.recipient, sent.text, now, frozenset({accepted.ref}))) == Absent()


def test_a_trial_accounts_text_is_known_by_what_follows_twilios_own_words(twilio: TwilioServer) -> None:
    client, now = twilio.client(), datetime.now(UTC)
    sent = message("Sent from your Twilio trial account - Folio B4")
    accepted = client.send(sent)
    assert client.find(Doubt(sent.id, sent.recipient, "Folio B4", now)) == accepted
    assert client.find(Doubt(sent.id, sent.recipient, "B4", now)) == Absent()


def test_a_list_that_does_not_answer_settles_nothing(twilio: TwilioServer) -> None:
    twilio.mode(list_status=500)
    assert twilio.client().find(Doubt("1", "+525512345678", "x", datetime.now(UTC))) == Unsure("unreachable")


def test_a_missing_receipt_can_be_asked_for(twilio: TwilioServer) -> None:
    client = twilio.client()
    accepted = client.send(message())
    assert isinstance(accepted, Accepted)
    assert client.ask(accepted.ref) == Receipt(SENT)
    assert client.ask("SM0") is None
