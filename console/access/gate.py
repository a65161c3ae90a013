"""The gate before every page: who is there, whether they may, and that the request comes from a page of ours.

A view says by `@open_to(...)` which roles it is for; one that says nothing is open to nobody.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from config.vault import Vault
from models.agents import sessions
from models.agents.sessions import Here
from models.tables.agents import Role

COOKIE = "mi-cuenta-console"
ANYBODY = "anybody"
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'{stream}",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
"""`{stream}`: where the live stream is, when that is another port of this host."""
HEADERS = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_SAFE = {"GET", "HEAD"}

View = TypeVar("View", bound=Callable[..., object])


def open_to(*roles: Role | str) -> Callable[[View], View]:
    """Say which roles a view is for; `ANYBODY` needs no session."""

    def mark(view: View) -> View:
        view.open_to = frozenset(roles)  # type: ignore[attr-defined]  # a mark on the function, read by the gate
        return view

    return mark


class Gate:
    """Installed on the application; afterwards `here()` is whoever is using the page."""

    def __init__(
        self,
        connect: Callable[[], AbstractContextManager[Connection]],
        vault: Vault,
        clock: Callable[[], datetime],
        stream_port: int | None,
    ) -> None:
        self._connect = connect
        self._vault = vault
        self._clock = clock
        self._stream_port = stream_port

    def install(self, app: Flask) -> None:
        """Stand before every request and after every answer."""
        app.before_request(self._admit)
        app.after_request(self._guarded)
        app.context_processor(lambda: {"me": g.get("here"), "csrf": g.get("csrf", ""), "stream": self._stream()})

    def token_of(self, session: str) -> str:
        """What each form of a session carries, so that no other page can post it."""
        return self._vault.sign(f"form {session}")

    def _stream(self) -> str:
        """Where the live stream is, as this browser came here: a port of its own, or behind the same proxy."""
        port = f"{request.scheme}://{request.host.partition(':')[0]}:{self._stream_port}" if self._stream_port else ""
        return f"{port}/console/en-vivo"

    def _guarded(self, response: Response) -> Response:
        elsewhere = f" {self._stream().removesuffix('/console/en-vivo')}" if self._stream_port else ""
        response.headers.update(HEADERS)
        response.headers["Content-Security-Policy"] = POLICY.replace("{stream}", elsewhere)
        if request.endpoint == "static":
            response.headers["Cache-Control"] = "max-age=3600"
        return response

    def _admit(self) -> AnyResponse | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if view is None:
            return None  # no such page: 404 or 405
        if any("\0" in str(each) for each in (request.path, *request.args.values(), *request.form.values())):
            abort(400)  # PostgreSQL keeps no such text, and nobody types it
        roles: frozenset[str] = getattr(view, "open_to", frozenset())
        if request.method not in _SAFE and not _ours():
            abort(403)
        if ANYBODY in roles:
            return None
        session = request.cookies.get(COOKIE, "")
        acts = request.method not in _SAFE or "HX-Request" not in request.headers  # else a page asks by itself
        with self._connect() as connection:
            here = sessions.find(connection, session, self._clock(), acts=acts) if session else None
        if here is None:
            return _to_the_door()
        g.here, g.csrf = here, self.token_of(session)
        if here.role not in roles:
            abort(403)
        if request.method not in _SAFE and not hmac.compare_digest(request.form.get("csrf", ""), g.csrf):
            abort(403)
        return None


def here() -> Here:
    """Whoever is using the page."""
    return g.here  # type: ignore[no-any-return]  # Flask's own bag has no types


def _ours() -> bool:
    """Whether a page of ours sent this: browsers say where from, and only they carry the cookie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host


def _to_the_door() -> AnyResponse:
    door = url_for("access.door")
    if "HX-Request" in request.headers:  # a part of a page: the whole of it has to go there
        return Response("", 401, {"HX-Redirect": door})
    return redirect(door)
