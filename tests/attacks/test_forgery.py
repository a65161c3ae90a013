"""Webhooks that are forged, replayed or cut otherwise: refused, or answered as the first time, never taken twice."""

from __future__ import annotations

import pytest

from tests.attacks.people import NIP, People
from tests.attacks.service import KANNEL, TWILIO, USSD, Service, request, signed
from tests.attacks.wire import ask


def test_what_is_signed_with_another_token_or_for_another_address_is_refused(service: Service, people: People) -> None:
    form = {"From": people.line(), "Body": "hola", "MessageSid": service.message()}
    forged = [
        signed(service.url, form, token="another token"),
        signed("https://elsewhere.example", form),
        signed(f"{service.url}/sms/twilio/status?", form),
        request("POST", "/sms/twilio", form),
        request("POST", "/sms/twilio", form, X_Twilio_Signature=""),
        request("POST", "/sms/twilio", form, X_Twilio_Signature=TWILIO),
    ]
    assert {ask(service.port, raw).status for raw in forged} == {403}
    assert service.sql("SELECT count(*) FROM journal WHERE provider_id = :sid", sid=form["MessageSid"]) == 0


def test_a_signature_stands_for_its_own_form_only(service: Service, people: People) -> None:
    """Another sender, other words, one parameter more, fewer, or re-split between name and value."""
    victim, form = people.registered(), {"From": people.line(), "Body": "AHORRO", "MessageSid": service.message()}
    genuine = signed(service.url, form)
    signature = next(line for line in genuine.split(b"\r\n") if line.startswith(b"X-Twilio-Signature")).split(b" ")[1]
    tampered = [
        {**form, "From": victim.line},
        {**form, "Body": f"AHORRO {NIP}"},
        {**form, "Extra": "1"},
        {"From": form["From"], "Body": form["Body"]},
        {"From": form["From"], "BodyA": "HORRO", "MessageSid": form["MessageSid"]},
    ]
    for each in tampered[:4]:
        forged = request("POST", "/sms/twilio", each, X_Twilio_Signature=signature.decode())
        assert ask(service.port, forged).status == 403
    resplit = ask(service.port, request("POST", "/sms/twilio", tampered[4], X_Twilio_Signature=signature.decode()))
    assert resplit.status in (200, 400, 403)
    assert victim.amount not in resplit.text


def test_a_replayed_message_is_answered_as_before_and_counted_once(service: Service, people: People) -> None:
    victim = people.registered()
    raw = signed(service.url, {"From": victim.line, "Body": "AHORRO 739164", "MessageSid": service.message()})
    first, *again = [ask(service.port, raw) for _ in range(12)]
    assert {each.text for each in again} == {first.text}
    assert service.sql("SELECT wrong_nips FROM account WHERE line = :line", line=victim.line) == 1


@pytest.mark.parametrize("token", ["demo", "", "x", KANNEL[:-1], f"{KANNEL}x", f"{KANNEL}%00", KANNEL.upper(), "%20"])
def test_a_secret_path_is_found_by_nothing_but_its_token(service: Service, people: People, token: str) -> None:
    line = people.line()
    tries = [
        request("GET", f"/sms/kannel/{token}?from={line}&text=hola"),
        request("POST", f"/ussd/africastalking/{token}", {"sessionId": "s", "phoneNumber": line, "text": ""}),
        request("POST", f"/ussd/infobip/{token}/session/1/start", {}),
    ]
    assert {ask(service.port, raw).status for raw in tries} <= {404, 405, 308}


def test_the_genuine_ones_pass(service: Service, people: People) -> None:
    """Without which nothing above would prove anything."""
    victim = people.registered()
    assert victim.amount in service.sms(victim.line, f"AHORRO {NIP}")
    assert service.kannel(people.line(), "hola")
    assert service.ussd(people.line(), "").startswith(("CON", "END"))
    assert USSD != KANNEL
