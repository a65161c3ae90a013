"""The short way to what gateways call for every message: past Flask, which answers everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from typing import Any

from serving.front.exchange import Environ, WsgiApplication
from sms.gateways.webhooks import MOST_BYTES, View


def past(inner: WsgiApplication, views: Mapping[str, View]) -> WsgiApplication:
    """`inner`, save for what is posted to one of `views` with a body of ordinary size.

    They are by their path, or by all of it before a secret last segment.
    """

    def answer(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        view, length = _view(environ, views), environ.get("CONTENT_LENGTH", "")
        if view is None or not length.isdecimal() or int(length) > MOST_BYTES:
            return inner(environ, start_response)
        reply = view(environ, environ["wsgi.input"].read(int(length)))
        content = reply.text.encode()
        status = "200 OK" if reply.status == HTTPStatus.OK else _line(reply.status)
        kind = f"{reply.mimetype}; charset=utf-8"
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(content)))])
        return (content,)

    return answer


def _view(environ: Environ, views: Mapping[str, View]) -> View | None:
    if environ["REQUEST_METHOD"] != "POST":
        return None
    path = environ["PATH_INFO"]
    return views.get(path) or views.get(path[: path.rfind("/") + 1])


def _line(status: int) -> str:
    return f"{status} {HTTPStatus(status).phrase.upper()}"
