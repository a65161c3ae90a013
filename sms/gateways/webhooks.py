"""What gateways call for every message: a view of the head and the body, which knows no framework.

A view is a generator (`sms.gateways.answering`), so that requests which are there at once may be answered abreast.

It is a route of Flask's like any other. The web server may go past Flask, whose request, routing and response cost a
tenth of a turn (`serving.shortcut`); either way the answer is the same.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request
from flask.blueprints import BlueprintSetupState

from config.errors import where
from sms.gateways.answering import Answering, Begun
from turns.handles import Handles

MOST_BYTES = 64 * 1024
"""Of a request's body; a real one has under 2 kB."""
LAST = "<token>"
"""The last segment of a path that is a secret."""

Head = dict[str, Any]
"""The WSGI environ (PEP 3333)."""


@dataclass(frozen=True, slots=True)
class WebhookReply:
    """What goes back, in UTF-8."""

    text: str
    status: int = 200
    mimetype: str = "text/plain"


NOT_FOUND = WebhookReply("Not found.\n", 404)
FAILED = WebhookReply("Something failed here.\n", 500)

View = Callable[[Head, bytes], Answering[WebhookReply]]


@dataclass(frozen=True, slots=True)
class Webhook:
    """How a path is answered, and whose turns it takes."""

    view: View
    conversation: Handles


log = logging.getLogger(__name__)


def webhook(routes: Blueprint, path: str, view: View, conversation: Handles) -> None:
    """Let `view` answer what is posted to `path`, which may end in `<token>`; the conversation takes its turns.

    What it raises is logged by where that was: its text may quote a worker, and Flask would log a path with its token.
    """

    def answer(head: Head, body: bytes) -> Answering[WebhookReply]:
        try:
            return (yield from view(head, body))
        except Exception as error:
            log.error("a webhook failed: %s", where(error))
            return FAILED

    def through_flask(**_: str) -> Response:
        request.max_content_length = MOST_BYTES
        reply = Begun(answer(request.environ, request.get_data())).finish(conversation.handle)
        return Response(reply.text, reply.status, mimetype=reply.mimetype)

    def past_flask(state: BlueprintSetupState) -> None:
        whole = f"{state.url_prefix or ''}{path}".removesuffix(LAST)
        state.app.extensions.setdefault("webhooks", {})[whole] = Webhook(answer, conversation)

    routes.add_url_rule(path, view.__name__, through_flask, methods=["POST"])
    routes.record_once(past_flask)
