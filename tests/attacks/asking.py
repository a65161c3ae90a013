"""Questions in pairs, which should be answered alike: the one asks for what is there, or is almost right."""

from __future__ import annotations

from collections.abc import Callable

from tests.attacks.service import KANNEL, USSD, Service, request
from tests.attacks.wire import Answer, ask

NOBODY = "39089002156"
"""A valid NSS of nobody."""
PATHS = {"kannel": ("/sms/kannel/{}?x=1", KANNEL), "ussd": ("/ussd/africastalking/{}", USSD)}

Question = Callable[[], object]
"""Asks once, each time as somebody else, and gives what was answered."""


def known_and_unknown(service: Service) -> tuple[Question, Question]:
    """REGISTRO with the NSS of somebody who has an account, and of nobody; CURP and RFC of a third."""
    other = service.people.on_record()

    def guess(nss: str) -> Question:
        return lambda: service.sms(service.people.line(), f"REGISTRO {nss} {other.curp} {other.rfc}")

    return guess(service.people.registered().nss), guess(NOBODY)


def tokens(service: Service, gateway: str) -> tuple[Question, Question]:
    """A secret path that is wrong in its last character, and in its first."""
    path, token = PATHS[gateway]

    def guess(tried: str) -> Question:
        return lambda: _seen(ask(service.port, request("POST", path.format(tried), {})))

    return guess(f"{token[:-1]}z"), guess(f"z{token[1:]}")


def signatures(service: Service) -> tuple[Question, Question]:
    """A signature that is wrong at its end, and at its beginning."""
    form = {"From": service.people.line(), "Body": "hola", "MessageSid": service.message()}
    right = service.signature(form)

    def guess(tried: str) -> Question:
        return lambda: _seen(ask(service.port, request("POST", "/sms/twilio", form, X_Twilio_Signature=tried)))

    return guess(f"{right[:-2]}z="), guess(f"{'y' if right[0] == 'z' else 'z'}{right[1:]}")


def _seen(answer: Answer) -> object:
    """All of it but the moment."""
    return answer.status, {name: value for name, value in answer.headers.items() if name != "date"}, answer.text
