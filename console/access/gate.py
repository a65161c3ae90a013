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
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
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
        self, transaction: Callable[[], AbstractContextManager[Connection]], vault: Vault, clock: Callable[[], datetime]
    ) -> None:
        self._transaction = transaction
        self._vault = vault
        self._clock = clock

    def install(self, app: Flask) -> None:
        """Stand before every request and after every answer."""
        app.before_request(self._admit)
        app.after_request(_guarded)
        app.context_processor(lambda: {"me": g.get("here"), "csrf": g.get("csrf", "")})

    def token_of(self, session: str) -> str:
        """What each form of a session carries, so that no other page can post it."""
        return self._vault.sign(f"form {session}")

    def _admit(self) -> AnyResponse | None:
        view = current_app.view_functions.get(request.endpoint or "")
        if view is None:
            return None  # no such page: 404 or 405
        roles: frozenset[str] = getattr(view, "open_to", frozenset())
        if request.method not in _SAFE and not _ours():
            abort(403)
        if ANYBODY in roles:
            return None
        session = request.cookies.get(COOKIE, "")
        with self._transaction() as connection:
            here = sessions.find(connection, session, self._clock()) if session else None
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


def _guarded(response: Response) -> Response:
    response.headers.update(HEADERS)
    if request.endpoint == "static":
        response.headers["Cache-Control"] = "max-age=3600"
    return response
