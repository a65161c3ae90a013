"""The short way to what gateways call for every message: past Flask, which answers everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http import HTTPStatus
from typing import Any

from serving.front.exchange import Environ, WsgiApplication
from sms.gateways.answering import Begun, HandleTogether, abreast
from sms.gateways.webhooks import MOST_BYTES, Webhook, WebhookReply

_BEGUN = "micuenta.begun"
"""Where the answer to a request is kept that was begun with those to others."""


def past(inner: WsgiApplication, webhooks: Mapping[str, Webhook]) -> WsgiApplication:
    """`inner`, save for what is posted to one of `webhooks` with a body of ordinary size.

    They are by their path, or by all of it before a secret last segment.
    """

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: Begun[WebhookReply] | None
        webhook, length = _webhook(environ, webhooks), environ.get("CONTENT_LENGTH", "")
        if webhook is None or not length.isdecimal() or int(length) > MOST_BYTES:
            return inner(environ, start_response)
        begun = environ.get(_BEGUN) or Begun(webhook.view(environ, environ["wsgi.input"].read(int(length))))
        reply = begun.finish(webhook.conversation.handle)
        content = reply.text.encode()
        status = "200 OK" if reply.status == HTTPStatus.OK else _line(reply.status)
        kind = f"{reply.mimetype}; charset=utf-8"
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return (content,)

    return answer


def side_by_side(
    webhooks: Mapping[str, Webhook], handle: HandleTogether
) -> Callable[[Iterable[tuple[Environ, bytes]]], AbstractContextManager[None]]:
    """What the web server does around requests that it has in hand at once: they are answered abreast beforehand."""

    @contextmanager
    def around(requests: Iterable[tuple[Environ, bytes]]) -> Iterator[None]:
        begun = []
        for environ, body in requests:
            if len(body) <= MOST_BYTES and (webhook := _webhook(environ, webhooks)):
                environ[_BEGUN] = Begun(webhook.view(environ, body))
                begun.append(environ[_BEGUN])
        abreast(begun, handle)
        yield

    return around


def _webhook(environ: Environ, webhooks: Mapping[str, Webhook]) -> Webhook | None:
    if environ["REQUEST_METHOD"] != "POST":
        return None
    path = environ["PATH_INFO"]
    return webhooks.get(path) or webhooks.get(path[: path.rfind("/") + 1])


def _line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase.upper()}"
