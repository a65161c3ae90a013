"""Kannel's routes: an SMS comes in by its `sms-service`, the reply goes back as plain text; and delivery reports.

(Kannel user guide, "SMS services" and "Delivery reports".) With `%C` in its address Kannel says the character
set the text is in, which it changes for a text with letters outside GSM-7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from uuid import uuid4

from flask import Blueprint

from sms.gateways.answering import Answering, turn_of
from sms.gateways.forms import fields, pairs
from sms.gateways.senders import Senders
from sms.gateways.tokens import token_door
from sms.gateways.webhooks import Head, WebhookReply, Webhooks
from turns.handles import Handles
from turns.message import Inbound

NAME = "kannel"


def kannel_routes(
    conversation: Handles,
    tokens: str,
    record_status: Callable[[Mapping[str, str]], object],
    ours: Iterable[str] = (),
) -> Blueprint:
    """The two routes, each for GET and POST.

    `record_status` gets a delivery report: `id`, ours; `type`, Kannel's `%d`; `ref`, the operator's id, `%F`.
    `ours` are the numbers we send from.
    """
    webhooks = Webhooks(f"/sms/{NAME}", conversation, token_door(tokens))
    senders = Senders(conversation, ours, abroad=frozenset({"not_mx", "not_mobile"}))

    def inbound(head: Head, body: bytes) -> Answering[WebhookReply]:
        sent = _parameters(head, body)
        if not sent.get("from") or "text" not in sent:
            return _plain("from and text are needed: see get-url in the guide to channels.\n", 400)
        message = sent.get("id") or uuid4().hex
        text = yield from senders.answer(
            sent["from"],
            sent.get("to", ""),
            lambda address: turn_of(Inbound("sms", address, NAME, message, (sent["text"],))),
        )
        return _plain(text)

    def delivery_report(head: Head, body: bytes) -> WebhookReply:
        sent = _parameters(head, body)
        if not sent.get("id") or not sent.get("type"):
            return _plain("id and type are needed: see dlr-url in the guide to channels.\n", 400)
        record_status(sent)
        return _plain("")

    webhooks.add("/<token>", inbound, methods=("GET", "POST"))
    webhooks.add("/<token>/dlr", delivery_report, methods=("GET", "POST"))
    return webhooks.routes


def _parameters(head: Head, body: bytes) -> Mapping[str, str]:
    """The query with the posted form; the text in the character set that goes with it."""
    query = dict(pairs(head.get("QUERY_STRING", ""), "latin-1"))
    charset = query.get("charset", "")
    sent = {name: _decoded(value.encode("latin-1"), charset if name == "text" else "") for name, value in query.items()}
    is_form = head.get("CONTENT_TYPE", "").partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"
    return sent | fields(body) if is_form else sent


def _decoded(octets: bytes, charset: str) -> str:
    """Text in the named character set; UTF-8 unless that is another one that Kannel uses."""
    known = charset.lower() in ("utf-16be", "windows-1252", "iso-8859-1")
    return octets.decode(charset if known else "utf-8", errors="replace")


def _plain(text: str, status: int = 200) -> WebhookReply:
    """Kannel needs exactly one charset in the type, or it sends the worker an error text of its own."""
    return WebhookReply(text, status, "text/plain; charset=UTF-8")
