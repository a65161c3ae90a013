"""What every answer carries, and what none tells: the routes there are.

Secret paths are found by their token alone, so nothing else may answer for them: neither another method, nor `OPTIONS`,
nor a path written almost as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

from flask import Flask, Response

from serving.front.exchange import HELD, Environ, WsgiApplication
from serving.shortcut import past
from sms.gateways.webhooks import NOT_FOUND

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Of every answer that has none of its own."""
ONLY_HTTPS = "max-age=31536000"
"""A year, by `Strict-Transport-Security` (RFC 6797)."""

_asked: ContextVar[Environ] = ContextVar("asked")


def guard(app: Flask, *, https: bool) -> None:
    """Before its routes are registered; `https` tells that the service is reached that way."""
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    added = HEADERS | ({"Strict-Transport-Security": ONLY_HTTPS} if https else {})
    whole: WsgiApplication = app.wsgi_app  # type: ignore[assignment]  # mypy's stub of WSGI is narrower
    short = past(whole, app.extensions.setdefault("webhooks", {}))
    app.wsgi_app = _carrying(short, list(added.items()))  # type: ignore[method-assign, assignment]  # as Flask says

    @app.errorhandler(404)
    @app.errorhandler(405)
    def not_found(_: Exception) -> Response:
        return Response(NOT_FOUND.text, NOT_FOUND.status, content_type=NOT_FOUND.kind)


def hold_back() -> None:
    """Let the web server hold the answer to this request back for a moment."""
    _asked.get()[HELD] = True


def _carrying(inner: WsgiApplication, added: list[tuple[str, str]]) -> WsgiApplication:
    """Below Flask, whose own way looks through all headers for each of these, on every turn."""

    def carry(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            own = {name for name, _ in headers}
            return start_response(status, [*headers, *[pair for pair in added if pair[0] not in own]], *more)

        asked = _asked.set(environ)
        try:
            return inner(environ, start)
        finally:
            _asked.reset(asked)

    return carry
