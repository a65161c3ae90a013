"""What a gateway sends for a phone: Twilio's form for an SMS, Africa's Talking's for each step of a USSD session.

(Twilio: "Twilio's request to your incoming message webhook URL"; Africa's Talking: "Handle USSD",
"USSD notifications".)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Protocol
from xml.etree import ElementTree

from config.settings import Settings
from gsm7 import segments
from sms.gateways.twilio import DEMO_PHONE, INBOUND
from sms.gateways.twilio_signature import sign

NETWORK = "33420"
"""Africa's Talking's way to name a network: country and operator code, here Telcel's."""

Posted = Mapping[str, str]


class NotAnswered(Exception):
    """The service did not answer as it should; the text says what it did."""


class PhoneWire(Protocol):
    """Carries a form to the service: a test client, or HTTP."""

    def post(self, path: str, form: Posted, headers: Posted) -> tuple[int, str]:
        """The status and the body of the answer."""


@dataclass(frozen=True, slots=True)
class PhoneScreen:
    """One USSD page."""

    text: str
    goes_on: bool


@dataclass(slots=True)
class DemoGateway:
    """The operator's side of one phone (`+52` and ten digits)."""

    wire: PhoneWire
    settings: Settings
    phone: str
    _session: str = ""
    _path: list[str] = field(default_factory=list)

    def sms(self, text: str) -> str:
        """Send a message; what comes back at once, empty when nothing does."""
        form = twilio_form(self.settings, self.phone, text)
        return _twiml(self._post(INBOUND, form, signature(self.settings, form)))

    def dial(self, code: str) -> PhoneScreen | None:
        """Dial a USSD code, with answers in it or none; None when it is not the service's."""
        ahead = dialled(code, self.settings.ussd_code)
        if ahead is None:
            return None
        self._session, self._path = f"ATUid_{token_hex(16)}", ahead
        return self._step()

    def answer(self, text: str) -> PhoneScreen:
        """Answer the page on the screen."""
        self._path.append(text)
        return self._step()

    def hang_up(self) -> None:
        """End the session from the phone's side."""
        self._post(f"{self._route}/events", self._form(status="Incomplete", input="*".join(self._path)), {})

    @property
    def _route(self) -> str:
        return f"/ussd/africastalking/{self.settings.ussd_token.partition(',')[0]}"

    def _step(self) -> PhoneScreen:
        body = self._post(self._route, self._form(text="*".join(self._path)), {})
        kind, _, text = body.partition(" ")
        if kind not in ("CON", "END"):
            raise NotAnswered(f"a USSD answer begins with CON or END, this one with {kind[:20]!r}")
        return PhoneScreen(text, kind == "CON")

    def _form(self, **more: str) -> dict[str, str]:
        return {
            "sessionId": self._session,
            "phoneNumber": self.phone,
            "serviceCode": self.settings.ussd_code,
            "networkCode": NETWORK,
            **more,
        }

    def _post(self, path: str, form: Posted, headers: Posted) -> str:
        status, body = self.wire.post(path, form, headers)
        if status >= 300:
            raise NotAnswered(f"{path.rpartition('/')[0] or path} answered {status}: {body[:200].strip()}")
        return body


def twilio_form(settings: Settings, phone: str, text: str) -> dict[str, str]:
    """A message as Twilio posts it, with an id of its own."""
    message = f"SM{token_hex(16)}"
    return {
        "ToCountry": "MX",
        "MessageSid": message,
        "SmsMessageSid": message,
        "SmsSid": message,
        "SmsStatus": "received",
        "AccountSid": settings.twilio_account_sid or f"AC{'0' * 32}",
        "From": phone,
        "FromCountry": "MX",
        "To": settings.short_code,
        "Body": text,
        DEMO_PHONE: "1",
        "NumMedia": "0",
        "NumSegments": str(max(1, segments(text))),
        "ApiVersion": "2010-04-01",
    }


def signature(settings: Settings, form: Posted) -> dict[str, str]:
    """Twilio's signature of a form as a header; none where the service has no token to check it with."""
    if not settings.twilio_auth_tokens:
        return {}
    address = settings.public_url.rstrip("/") + INBOUND
    signed = sign(settings.twilio_auth_tokens[0].encode(), address.encode(), form.items())
    return {"X-Twilio-Signature": signed.decode()}


def dialled(typed: str, code: str) -> list[str] | None:
    """The answers dialled after the service's code: `*123*1*2#` with `*123#` gives 1 and 2; None for another code."""
    stem = re.escape(code.strip().removesuffix("#"))
    found = re.fullmatch(rf"{stem}((?:\*[^*#]*)*)#", typed.replace(" ", ""))
    return found[1].split("*")[1:] if found else None


def _twiml(body: str) -> str:
    """The text of the message in a TwiML answer of our own service."""
    try:
        return ElementTree.fromstring(body).findtext("Message") or ""  # noqa: S314 - our own answer
    except ElementTree.ParseError:
        raise NotAnswered(f"this is no TwiML: {body[:200]!r}") from None
