"""The short way to what gateways call: past Flask, which answers everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http import HTTPStatus
from typing import Any

from serving.front.exchange import LATE, Environ, WsgiApplication, first_segments
from sms.gateways.answering import Begun, HandleTogether, abreast
from sms.gateways.webhooks import MOST_BYTES, Webhook, WebhookReply, Webhooks

_LINES = {status.value: f"{status.value} {status.phrase.upper()}" for status in HTTPStatus}

_BEGUN = "micuenta.begun"
"""Where the answer to a request is kept that was begun with those to others."""


def past(inner: WsgiApplication, gateways: Mapping[str, Webhooks]) -> WsgiApplication:
    """`inner`, save for what one of `gateways` answers to a body of ordinary size; they are by the start of a path."""

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        begun: Begun[WebhookReply] | None
        webhook, length = _webhook(environ, gateways), environ.get("CONTENT_LENGTH", "")
        if webhook is None or not length.isdecimal() or int(length) > MOST_BYTES:
            return inner(environ, start_response)
        begun = environ.get(_BEGUN) or Begun(webhook.answer(environ, environ["wsgi.input"].read(int(length))))
        conversation = webhook.conversation
        reply = begun.finish(conversation.turn_away if LATE in environ else conversation.handle)
        content = reply.text.encode()
        size = [("Content-Length", str(len(content)))] if reply.status != HTTPStatus.NO_CONTENT else []
        start_response(_LINES[reply.status], [("Content-Type", reply.kind), *size])
        return (content,)

    return answer


def side_by_side(
    gateways: Mapping[str, Webhooks], handle: HandleTogether
) -> Callable[[Iterable[tuple[Environ, bytes]]], AbstractContextManager[None]]:
    """What the web server does around requests that it has in hand at once: they are answered abreast beforehand."""

    @contextmanager
    def around(requests: Iterable[tuple[Environ, bytes]]) -> Iterator[None]:
        begun = []
        for environ, body in requests:
            if LATE not in environ and len(body) <= MOST_BYTES and (webhook := _webhook(environ, gateways)):
                environ[_BEGUN] = Begun(webhook.answer(environ, body))
                begun.append(environ[_BEGUN])
        abreast(begun, handle)
        yield

    return around


def _webhook(environ: Environ, gateways: Mapping[str, Webhooks]) -> Webhook | None:
    gateway = gateways.get(first_segments(environ))
    return gateway.find(environ) if gateway else None
