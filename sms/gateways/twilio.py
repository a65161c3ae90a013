"""Twilio's messaging webhooks: an SMS comes in as a form, the reply goes back as TwiML; and status callbacks.

Twilio adds parameters without notice and signs them all, so the form is read whole, never by a known list.
(Twilio: "Twilio's request to your incoming message webhook URL", "TwiML for programmable messaging".)
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from html import escape

from flask import Blueprint, Response, request
from sqlalchemy.exc import SQLAlchemyError

from sms.gateways.answering import Answering, turn_of
from sms.gateways.doors import door
from sms.gateways.forms import pairs
from sms.gateways.senders import Senders
from sms.gateways.twilio_signature import SignatureCheck
from sms.gateways.webhooks import MOST_BYTES, Head, WebhookReply, webhook
from turns.envelope import Screen
from turns.handles import Handles
from turns.message import Inbound

INBOUND, STATUS = "/sms/twilio", "/sms/twilio/status"

DEMO_PHONE = "DemoPhone"
"""What the demo phones add to Twilio's form: a person at a screen types faster than the network carries."""

WORDS = {"STOP": "BAJA", "START": "ALTA", "HELP": "AYUDA"}
"""What Advanced Opt-Out says was meant, whatever word the operator chose for it (Twilio: `OptOutType`)."""

_UNSIGNED = WebhookReply("The signature does not match this request.\n", 403)
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
    routes = Blueprint("twilio", __name__)
    base, tokens = public_url.rstrip("/"), tuple(tokens)
    senders = Senders(conversation, ours, abroad=frozenset({"not_mx"}))
    messages = SignatureCheck(tokens, base + INBOUND, open=open_without_tokens)
    statuses = SignatureCheck(tokens, base + STATUS, open=open_without_tokens)

    door(routes, INBOUND, lambda head: messages.refuses_unsigned and not head.get("HTTP_X_TWILIO_SIGNATURE"))

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

    webhook(routes, INBOUND, inbound, conversation)

    @routes.post(STATUS)
    def status() -> Response:
        request.max_content_length = MOST_BYTES
        form = _signed_form(statuses, request.environ, request.get_data())
        if form is None:
            return Response(_UNSIGNED.text, _UNSIGNED.status, mimetype=_UNSIGNED.mimetype)
        try:
            record_status({**form, "id": request.args.get("id", "")})
        except SQLAlchemyError as error:
            log.warning("status callback not recorded: %s", type(error).__name__)
            return Response("Try again later.\n", 503, mimetype="text/plain")
        return Response(status=204)

    return routes


def _signed_form(check: SignatureCheck, head: Head, body: bytes) -> dict[str, str] | None:
    """The form that was posted, or None when it is not signed as it should be."""
    form = pairs(body.decode(errors="replace"))
    query, settings = head.get("QUERY_STRING", ""), head.get("HTTP_X_TWILIO_WEBHOOKS_SIGNATURE_SETTINGS")
    return dict(form) if check.accepts(head.get("HTTP_X_TWILIO_SIGNATURE"), query, form, settings) else None


def _twiml(text: str) -> WebhookReply:
    """One message, or none."""
    if not text:
        return WebhookReply(_EMPTY, mimetype="text/xml")
    body = f'<?xml version="1.0" encoding="UTF-8"?><Response><Message>{escape(text, quote=False)}</Message></Response>'
    return WebhookReply(body, mimetype="text/xml")
