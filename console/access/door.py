"""Coming in and leaving. Name, password and code are one try: which of them was wrong is not said."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from dataclasses import KW_ONLY, dataclass, field
from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from redis import RedisError
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.hashing import Hasher
from config.vault import Vault
from console.access.gate import ANYBODY, COOKIE, here, open_to
from console.access.secrets import step_of
from console.wording import words
from models.agents import audit, people, sessions
from models.agents.audit import Deed
from models.agents.people import Known

EVERYBODY = "agent", "supervisor", "auditor"
DEMO = "Demo"
"""The agent of the demo, who needs neither password nor code."""


@dataclass(slots=True)
class Reception:
    """Lets agents in and out; `goes` is told who leaves. `demo`: anybody may come in as the agent of the demo."""

    transaction: Callable[[], AbstractContextManager[Connection]]
    vault: Vault
    hasher: Hasher
    clock: Callable[[], datetime]
    goes: Callable[[int], None]
    _: KW_ONLY
    https: bool
    demo: bool
    _nobody: str = field(init=False)

    def __post_init__(self) -> None:
        self._nobody = self.hasher.seal(secrets.token_hex())

    def routes(self) -> Blueprint:
        """The page before all others, and the way out."""
        routes = Blueprint("access", __name__)

        @routes.get("/console/entrar")
        @open_to(ANYBODY)
        def door() -> str:
            return render_template("door.html", demo=self.demo)

        @routes.post("/console/entrar")
        @open_to(ANYBODY)
        def come_in() -> Response | tuple[str, int]:
            form = request.form
            known = self._known(form.get("name", ""), form.get("password", ""), form.get("code", ""))
            if known is None:
                return render_template("door.html", demo=self.demo, wrong=words()["wrong_door"]), 403
            return self._begin(known)

        @routes.post("/console/demo")
        @open_to(ANYBODY)
        def come_in_to_the_demo() -> Response | tuple[str, int]:
            with self.transaction() as connection:
                known = people.named(connection, DEMO) if self.demo else None
            return self._begin(known) if known else ("", 404)

        @routes.post("/console/salir")
        @open_to(*EVERYBODY)
        def leave() -> Response:
            with self.transaction() as connection:
                sessions.end(connection, request.cookies.get(COOKIE, ""))
            with suppress(RedisError):  # what is left in their hands returns when its time is over
                self.goes(here().id)
            answer = redirect(url_for("access.door"))
            answer.delete_cookie(COOKIE, path="/console")
            return answer

        return routes

    def _known(self, name: str, password: str, code: str) -> Known | None:
        """The agent, if all three are right. Each try checks a password, whether anybody has that name or not."""
        now = self.clock()
        with self.transaction() as connection:
            known = people.named(connection, name.strip())
        locked = known is not None and known.locked_until is not None and known.locked_until > now
        right = self.hasher.matches(known.password_hash if known else self._nobody, password)
        if known is None or locked:
            return None
        step = step_of(self.vault.open(known.second_step).decode(), code, now)
        with self.transaction() as connection:
            if right and step is not None and people.used(connection, known, step, now):
                return known
            people.missed(connection, known, now)
            audit.record(connection, self.vault, Deed("wrong-password", known.id), now)
        return None

    def _begin(self, known: Known) -> Response:
        token, now = secrets.token_urlsafe(32), self.clock()
        with self.transaction() as connection:
            sessions.begin(connection, token, known.id, known.version, now)
            audit.record(connection, self.vault, Deed("came-in", known.id), now)
        answer = redirect(url_for("desk.queue"))
        answer.set_cookie(COOKIE, token, secure=self.https, httponly=True, samesite="Strict", path="/console")
        return answer
