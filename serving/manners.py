"""What every answer carries, and what none tells: the routes there are.

Secret paths are found by their token alone, so nothing else may answer for them: neither another method, nor `OPTIONS`,
nor a path written almost as one.
"""

from __future__ import annotations

from flask import Flask, Response

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
"""Of every answer that has none of its own."""
ONLY_HTTPS = "max-age=31536000"
"""A year, by `Strict-Transport-Security` (RFC 6797)."""


def guard(app: Flask, *, https: bool) -> None:
    """Before its routes are registered; `https` tells that the service is reached that way."""
    app.config["PROVIDE_AUTOMATIC_OPTIONS"] = False
    app.url_map.merge_slashes = False
    app.url_map.redirect_defaults = False
    added = HEADERS | ({"Strict-Transport-Security": ONLY_HTTPS} if https else {})

    @app.after_request
    def carry(response: Response) -> Response:
        for name, value in added.items():
            response.headers.setdefault(name, value)
        return response

    @app.errorhandler(404)
    @app.errorhandler(405)
    def not_found(_: Exception) -> Response:
        return Response("Not found.\n", 404, mimetype="text/plain")
