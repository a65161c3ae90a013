"""Twilio's messaging webhooks: an SMS comes in as a form, the reply goes back as TwiML; and status callbacks.

Twilio adds parameters without notice and signs them all, so the form is read whole, never by a known list.
(Twilio: "Twilio's request to your incoming message webhook URL", "TwiML for programmable messaging".)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape

from flask import Blueprint
from sqlalchemy.exc import SQLAlchemyError

from sms.gateways.answering import Answering, turn_of
from sms.gateways.forms import pairs
from sms.gateways.senders import Senders
from sms.gateways.twilio_signature import SignatureCheck
from sms.gateways.webhooks import DONE, Head, WebhookReply, Webhooks
from turns.envelope import Screen
from turns.handles import Handles
from turns.message import Inbound

INBOUND, STATUS = "/sms/twilio", "/sms/twilio/status"

DEMO_PHONE = "DemoPhone"
"""What the demo phones add to Twilio's form: a person at a screen types faster than the network carries."""

WORDS = {"STOP": "BAJA", "START": "ALTA", "HELP": "AYUDA"}
"""What Advanced Opt-Out says was meant, whatever word the operator chose for it (Twilio: `OptOutType`)."""

_UNSIGNED = WebhookReply("The signature does not match this request.\n", 403)
_XML = "text/xml; charset=utf-8"
_EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>'

Form = Mapping[str, str]

log = logging.getLogger(__name__)


def twilio_routes(
    conversation: Handles,
    record_status: Callable[[Form], None],
    *,
    public_url: str,
    tokens: Iterable[str],
    open_without_tokens: bool = False,
    ours: Iterable[str] = (),
) -> Blueprint:
    """Both routes; `open_without_tokens` is for the demo, which has no Twilio account to sign for it.

    `ours` are the numbers we send from.
    """
    base, tokens = public_url.rstrip("/"), tuple(tokens)
    senders = Senders(conversation, ours, abroad=frozenset({"not_mx"}))
    messages = SignatureCheck(tokens, base + INBOUND, open=open_without_tokens)
    statuses = SignatureCheck(tokens, base + STATUS, open=open_without_tokens)

    def unsigned(head: Head) -> bool:
        return messages.refuses_unsigned and not head.get("HTTP_X_TWILIO_SIGNATURE")

    webhooks = Webhooks(INBOUND, conversation, unsigned, _UNSIGNED)

    def inbound(head: Head, body: bytes) -> Answering[WebhookReply]:
        form = _signed_form(messages, head, body)
        if form is None:
            return _UNSIGNED
        sender, message = form.get("From"), form.get("MessageSid") or form.get("SmsSid")
        if not sender or not message:
            return WebhookReply("From and MessageSid are needed.\n", 400)
        opt_out = form.get("OptOutType", "")
        words = WORDS.get(opt_out.upper()) or form.get("Body", "")
        single = open_without_tokens and DEMO_PHONE in form

        def take(address: str) -> Answering[Screen]:
            screen = yield from turn_of(Inbound("sms", address, "twilio", message, (words,), single=single))
            # With Advanced Opt-Out Twilio has answered STOP, START and HELP itself; it has not asked for the NIP.
            asks = opt_out.upper() == "START" and screen.goes_on
            return replace(screen, text="") if opt_out and not asks else screen

        return _twiml((yield from senders.answer(sender, form.get("To", ""), take)))

    def status(head: Head, body: bytes) -> WebhookReply:
        form = _signed_form(statuses, head, body)
        if form is None:
            return _UNSIGNED
        query = dict(pairs(head.get("QUERY_STRING", "")))
        try:
            record_status({**form, "id": query.get("id", "")})
        except SQLAlchemyError as error:
            log.warning("status callback not recorded: %s", type(error).__name__)
            return WebhookReply("Try again later.\n", 503)
        return DONE

    webhooks.add("", inbound)
    webhooks.add("/status", status)
    return webhooks.routes


def _signed_form(check: SignatureCheck, head: Head, body: bytes) -> dict[str, str] | None:
    """The form that was posted, or None when it is not signed as it should be."""
    form = pairs(body.decode(errors="replace"))
    query, settings = head.get("QUERY_STRING", ""), head.get("HTTP_X_TWILIO_WEBHOOKS_SIGNATURE_SETTINGS")
    return dict(form) if check.accepts(head.get("HTTP_X_TWILIO_SIGNATURE"), query, form, settings) else None


def _twiml(text: str) -> WebhookReply:
    """One message, or none."""
    if not text:
        return WebhookReply(_EMPTY, kind=_XML)
    body = f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>{escape(text, quote=False)}</Message></Response>'
    return WebhookReply(body, kind=_XML)
