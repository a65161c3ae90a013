"""What gateways call, for every message and after it: views of the head and the body, which know no framework.

Each is a route of Flask's like any other. The web server may go past Flask, whose request, routing and response cost a
tenth of a turn (`serving.shortcut`); either way the answer is the same. A view that takes turns is a generator
(`sms.gateways.answering`), so that requests which are there at once may be answered abreast.
"""

from __future__ import annotations

import logging
import re
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

Head = dict[str, Any]
"""The WSGI environ (PEP 3333)."""


@dataclass(frozen=True, slots=True)
class WebhookReply:
    """What goes back, in UTF-8; `kind` is the whole `Content-Type`."""

    text: str = ""
    status: int = 200
    kind: str = "text/plain; charset=utf-8"


NOT_FOUND = WebhookReply("Not found.\n", 404)
FAILED = WebhookReply("Something failed here.\n", 500)
DONE = WebhookReply(status=204)

Door = Callable[[Head], bool]
"""Given the head alone: whether the request is refused whatever its body says, so that nobody need wait for that."""
View = Callable[[Head, bytes], WebhookReply | Answering[WebhookReply]]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Webhook:
    """How a path is answered to some methods, and whose turns that takes."""

    path: re.Pattern[str]
    methods: tuple[str, ...]
    answer: Callable[[Head, bytes], Answering[WebhookReply]]
    conversation: Handles


class Webhooks:
    """All that one gateway calls, under a path of two segments, as `/sms/kannel`; `routes` are Flask's.

    What its door `refuses` gets the `refusal`. The web server finds gateways and doors in the application's extensions.
    """

    def __init__(self, under: str, conversation: Handles, refuses: Door, refusal: WebhookReply = NOT_FOUND) -> None:
        self.routes = Blueprint(under.rpartition("/")[2], __name__, url_prefix=under)
        self._under = under
        self._conversation = conversation
        self._refuses = refuses
        self._refusal = refusal
        self._all: list[Webhook] = []
        self.routes.record_once(self._offer)

    def add(self, rest: str, view: View, methods: tuple[str, ...] = ("POST",)) -> None:
        """Let `view` answer at this path below the gateway's; segments as `<token>` may be any.

        What it raises is logged by where that was: its text may quote a worker, and Flask would log a path with its
        token.
        """

        def answer(head: Head, body: bytes) -> Answering[WebhookReply]:
            try:
                if self._refuses(head):
                    return self._refusal
                said = view(head, body)
                return said if isinstance(said, WebhookReply) else (yield from said)
            except Exception as error:
                log.error("a webhook failed: %s", where(error))
                return FAILED

        def through_flask(**_: str) -> Response:
            request.max_content_length = MOST_BYTES
            reply = Begun(answer(request.environ, request.get_data())).finish(self._conversation.handle)
            return Response(reply.text, reply.status, content_type=reply.kind)

        path = re.compile(re.sub("<[a-z]+>", "[^/]+", self._under + rest))
        self._all.append(Webhook(path, methods, answer, self._conversation))
        self.routes.add_url_rule(rest, view.__name__, through_flask, methods=methods)

    def find(self, head: Head) -> Webhook | None:
        """What answers this request."""
        method, path = head["REQUEST_METHOD"], head["PATH_INFO"]
        for webhook in self._all:
            if method in webhook.methods and webhook.path.fullmatch(path):
                return webhook
        return None

    def _offer(self, state: BlueprintSetupState) -> None:
        for name, own in (("webhooks", self), ("doors", self._refuses)):
            state.app.extensions.setdefault(name, {})[self._under] = own
