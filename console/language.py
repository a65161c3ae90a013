"""Choosing the language of the pages."""

from __future__ import annotations

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from console.access.gate import ANYBODY, open_to
from console.wording import LANGUAGE_COOKIE


def language_routes() -> Blueprint:
    """A link that any page has."""
    routes = Blueprint("language", __name__)

    @routes.get("/console/idioma/<name>")
    @open_to(ANYBODY)
    def choose(name: str) -> Response:
        back = request.args.get("back", "")
        answer = redirect(back if back.startswith("/console/") and "\\" not in back else "/console/")
        answer.set_cookie(LANGUAGE_COOKIE, "en" if name == "en" else "es", max_age=31536000, samesite="Strict")
        return answer

    return routes
