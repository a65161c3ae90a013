"""Kannel's routes: an SMS comes in by its `sms-service`, the reply goes back as plain text; and delivery reports.

(Kannel user guide, "SMS services" and "Delivery reports".) With `%C` in its address Kannel says the character
set the text is in, which it changes for a text with letters outside GSM-7.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qsl
from uuid import uuid4

from flask import Blueprint, Response, request

from sms.gateways.answering import Begun, turn_of
from sms.gateways.doors import door
from sms.gateways.senders import Senders
from sms.gateways.tokens import behind, token_door
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
    routes = Blueprint(NAME, __name__, url_prefix=f"/sms/{NAME}")
    guarded = behind(tokens)
    senders = Senders(conversation, ours, abroad=frozenset({"not_mx", "not_mobile"}))
    door(routes, f"/sms/{NAME}", token_door(tokens))

    @routes.route("/<token>", methods=["GET", "POST"])
    @guarded
    def inbound() -> Response:
        sent = _parameters()
        if not sent.get("from") or "text" not in sent:
            return _plain("from and text are needed: see get-url in the guide to channels.\n", 400)
        message = sent.get("id") or uuid4().hex
        steps = senders.answer(
            sent["from"],
            sent.get("to", ""),
            lambda address: turn_of(Inbound("sms", address, NAME, message, (sent["text"],))),
        )
        return _plain(Begun(steps).finish(conversation.handle))

    @routes.route("/<token>/dlr", methods=["GET", "POST"])
    @guarded
    def delivery_report() -> Response:
        sent = _parameters()
        if not sent.get("id") or not sent.get("type"):
            return _plain("id and type are needed: see dlr-url in the guide to channels.\n", 400)
        record_status(sent)
        return _plain("")

    return routes


def _parameters() -> Mapping[str, str]:
    """The query with the posted form; the text in the character set that goes with it."""
    raw = dict(parse_qsl(request.query_string.decode("latin-1"), keep_blank_values=True, encoding="latin-1"))
    sent = {name: _decoded(value.encode("latin-1"), "") for name, value in raw.items()}
    if "text" in raw:
        sent["text"] = _decoded(raw["text"].encode("latin-1"), sent.get("charset", ""))
    return sent | request.form.to_dict()


def _decoded(octets: bytes, charset: str) -> str:
    """Text in the named character set; UTF-8 unless that is another one that Kannel uses."""
    known = charset.lower() in ("utf-16be", "windows-1252", "iso-8859-1")
    return octets.decode(charset if known else "utf-8", errors="replace")


def _plain(text: str, status: int = 200) -> Response:
    """Kannel needs exactly one charset in the type, or it sends the worker an error text of its own."""
    return Response(text, status, content_type="text/plain; charset=UTF-8")
