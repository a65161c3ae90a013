"""Africa's Talking USSD: a form with all answers so far, answered by `CON …` or `END …`.

(Africa's Talking: "Handle USSD", "USSD notifications".)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint

from sms.gateways.answering import Answering
from sms.gateways.forms import fields
from sms.gateways.tokens import token_door
from sms.gateways.ussd import Gateway
from sms.gateways.ussd_hops import follow_path
from sms.gateways.ussd_sessions import Sessions
from sms.gateways.webhooks import DONE, Head, WebhookReply, Webhooks
from turns.handles import Handles

NAME = "africastalking"

_REFUSED = WebhookReply(
    "There is no phoneNumber: post a form with sessionId, phoneNumber, serviceCode and text.\n", 400
)


def africastalking_routes(
    conversation: Handles, sessions: Sessions, tokens: str, clock: Callable[[], datetime]
) -> Blueprint:
    """The route a worker's session calls, and the one that hears of its end."""
    webhooks = Webhooks(f"/ussd/{NAME}", conversation, token_door(tokens))
    gateway = Gateway(NAME, conversation, sessions, clock)

    def turn(_: Head, body: bytes) -> Answering[WebhookReply]:
        form = fields(body)
        number, session, text = (form.get(name, "") for name in ("phoneNumber", "sessionId", "text"))
        if not number:
            return _REFUSED
        screen = yield from gateway.turn(number, lambda record, moment: follow_path(record, session, text, moment))
        return WebhookReply(f"{'CON' if screen.goes_on else 'END'} {screen.text}")

    def events(_: Head, body: bytes) -> WebhookReply:
        form = fields(body)
        gateway.ended(form.get("phoneNumber", ""), form.get("sessionId", ""))
        return DONE

    webhooks.add("/<token>", turn)
    webhooks.add("/<token>/events", events)
    return webhooks.routes
