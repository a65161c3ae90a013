"""Infobip USSD: a small JSON session service, each answer sent alone.

(Infobip: "USSD Gateway to third-party application HTTP/REST/JSON web service API": methods start, response
and end; `ussdMenu`, `shouldClose`, `responseExitCode` and `responseMessage` in each reply.)
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint

from sms.gateways.answering import Answering
from sms.gateways.tokens import token_door
from sms.gateways.ussd import Follow, Gateway
from sms.gateways.ussd_hops import follow_answer, follow_dial, pieces
from sms.gateways.ussd_sessions import Sessions
from sms.gateways.webhooks import Head, WebhookReply, Webhooks
from turns.handles import Handles

NAME = "infobip"


def infobip_routes(
    conversation: Handles, sessions: Sessions, tokens: str, clock: Callable[[], datetime], ussd_code: str
) -> Blueprint:
    """The routes of a session; `ussd_code` is our code, as `*123#`, for gateways that do not name it."""
    webhooks = Webhooks(f"/ussd/{NAME}", conversation, token_door(tokens))
    gateway = Gateway(NAME, conversation, sessions, clock)

    def menu(sent: _Sent, follow: Follow) -> Answering[WebhookReply]:
        if not sent.number:
            return _reply(400, "There is no msisdn: send JSON with msisdn, text, shortCode.")
        screen = yield from gateway.turn(sent.number, follow)
        return _reply(shouldClose=not screen.goes_on, ussdMenu=screen.text)

    def start(head: Head, body: bytes) -> Answering[WebhookReply]:
        sent = _read(head, body)
        answers = dialled(sent.text, sent.code or ussd_code)
        return menu(sent, lambda record, now: follow_dial(record, sent.session, sent.text, answers, now))

    def response(head: Head, body: bytes) -> Answering[WebhookReply]:
        sent = _read(head, body)
        return menu(sent, lambda record, now: follow_answer(record, sent.session, sent.text, now))

    def end(head: Head, body: bytes) -> WebhookReply:
        sent = _read(head, body)
        gateway.ended(sent.number, sent.session)
        return _reply()

    session = "/<token>/session/<session>"
    webhooks.add(f"{session}/start", start)
    webhooks.add(f"{session}/response", response)
    webhooks.add(f"{session}/end", end, methods=("PUT", "POST"))
    return webhooks.routes


def dialled(text: str, code: str) -> tuple[str, ...]:
    """The answers dialled after the service code.

    >>> dialled("*123*1*482913#", "*123#"), dialled("*123#", "123"), dialled("", "*123#")
    (('1', '482913'), (), ())
    """
    rest, own = text.strip().removesuffix("#"), code.strip("*# ")
    if rest.startswith("*"):
        rest = rest[1:]
        rest = rest[len(own) :] if (rest + "*").startswith(f"{own}*") else rest[len(rest.split("*")[0]) :]
        rest = rest.removeprefix("*")
    elif rest == own:
        return ()
    return pieces(rest) if rest else ()


@dataclass(frozen=True, slots=True)
class _Sent:
    """Who asks in which session, what was typed, and the code that was dialled; empty where it is not told."""

    session: str
    number: str
    text: str
    code: str


def _read(head: Head, body: bytes) -> _Sent:
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):  # thousands of brackets, one in another
        given = None
    known = given if isinstance(given, dict) else {}
    _, _, _, _, _, session, _ = head["PATH_INFO"].split("/")
    return _Sent(session, *[_text(known.get(name)) for name in ("msisdn", "text", "shortCode")])


def _text(value: object) -> str:
    return str(value).encode(errors="replace").decode() if isinstance(value, str | int) else ""


def _reply(status: int = 200, message: str = "", **menu: object) -> WebhookReply:
    said = json.dumps({**menu, "responseExitCode": status, "responseMessage": message})
    return WebhookReply(said, status, "application/json")
