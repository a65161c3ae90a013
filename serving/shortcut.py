"""The short way to what gateways call for every message: past Flask, which answers everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from http import HTTPStatus
from typing import Any

from serving.front.exchange import Environ, WsgiApplication
from sms.gateways.webhooks import MOST_BYTES, Webhook
from turns.message import Inbound


def past(inner: WsgiApplication, webhooks: Mapping[str, Webhook]) -> WsgiApplication:
    """`inner`, save for what is posted to one of `webhooks` with a body of ordinary size.

    They are by their path, or by all of it before a secret last segment.
    """

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        webhook, length = _webhook(environ, webhooks), environ.get("CONTENT_LENGTH", "")
        if webhook is None or not length.isdecimal() or int(length) > MOST_BYTES:
            return inner(environ, start_response)
        reply = webhook.view(environ, environ["wsgi.input"].read(int(length)))
        content = reply.text.encode()
        status = "200 OK" if reply.status == HTTPStatus.OK else _line(reply.status)
        kind = f"{reply.mimetype}; charset=utf-8"
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return (content,)

    return answer


def foreseen(
    webhooks: Mapping[str, Webhook], together: Callable[[Iterable[Inbound]], AbstractContextManager[None]]
) -> Callable[[Iterable[tuple[Environ, bytes]]], AbstractContextManager[None]]:
    """What the web server does around requests that it has in hand at once: their turns are told beforehand."""

    @contextmanager
    def around(requests: Iterable[tuple[Environ, bytes]]) -> Iterator[None]:
        asked = ((_webhook(environ, webhooks), environ, body) for environ, body in requests)
        inbounds = [webhook.foresee(environ, body) for webhook, environ, body in asked if webhook]
        with together(filter(None, inbounds)):
            yield

    return around


def _webhook(environ: Environ, webhooks: Mapping[str, Webhook]) -> Webhook | None:
    if environ["REQUEST_METHOD"] != "POST":
        return None
    path = environ["PATH_INFO"]
    return webhooks.get(path) or webhooks.get(path[: path.rfind("/") + 1])


def _line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase.upper()}"
