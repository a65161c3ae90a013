"""Africa's Talking USSD: a form with all answers so far, answered by `CON …` or `END …`.

(Africa's Talking: "Handle USSD", "USSD notifications".)
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, request

from sms.gateways.answering import Answering
from sms.gateways.doors import door
from sms.gateways.forms import pairs
from sms.gateways.tokens import behind, token_door
from sms.gateways.ussd import Gateway
from sms.gateways.ussd_hops import follow_path
from sms.gateways.ussd_sessions import Sessions
from sms.gateways.webhooks import LAST, NOT_FOUND, Head, WebhookReply, webhook
from turns.handles import Handles

NAME = "africastalking"

_REFUSED = WebhookReply(
    "There is no phoneNumber: post a form with sessionId, phoneNumber, serviceCode and text.\n", 400
)


def africastalking_routes(
    conversation: Handles, sessions: Sessions, tokens: str, clock: Callable[[], datetime]
) -> Blueprint:
    """The route a worker's session calls, and the one that hears of its end."""
    routes = Blueprint(NAME, __name__, url_prefix=f"/ussd/{NAME}")
    gateway = Gateway(NAME, conversation, sessions, clock)
    closed = token_door(tokens)
    door(routes, f"/ussd/{NAME}", closed)

    def turn(head: Head, body: bytes) -> Answering[WebhookReply]:
        if closed(head):
            return NOT_FOUND
        form = dict(pairs(body.decode(errors="replace")))
        number, session, text = (form.get(name, "") for name in ("phoneNumber", "sessionId", "text"))
        if not number:
            return _REFUSED
        screen = yield from gateway.turn(number, lambda record, moment: follow_path(record, session, text, moment))
        return WebhookReply(f"{'CON' if screen.goes_on else 'END'} {screen.text}")

    webhook(routes, f"/{LAST}", turn, conversation)

    @routes.post("/<token>/events")
    @behind(tokens)
    def events() -> Response:
        gateway.ended(request.form.get("phoneNumber", ""), request.form.get("sessionId", ""))
        return Response(status=204)

    return routes
