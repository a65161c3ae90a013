"""`/cartel`: the poster for employers, as a page, a PDF, and a text to forward."""

from __future__ import annotations

from flask import Blueprint, Response, render_template, request

from documents.paper import Paper
from documents.poster import forwarded
from documents.typesetting import NoTypesetter

POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
MISSING = "Aquí no se pueden hacer PDF. Imprime esta página desde el navegador: /cartel"


def poster_routes(posters: dict[str, Paper]) -> Blueprint:
    """The poster in each language, `?lang=en` for English. The PDF is made once."""
    routes = Blueprint(
        "poster", __name__, static_folder="static", static_url_path="/cartel/static", template_folder="pages"
    )
    made: dict[str, bytes] = {}

    def language() -> str:
        asked = request.args.get("lang", "es")
        return asked if asked in posters else "es"

    routes.after_request(_guarded)

    @routes.get("/cartel")
    def page() -> str:
        chosen = language()
        return render_template("cartel.html", lang=chosen, data=posters[chosen].data)

    @routes.get("/cartel.pdf")
    def pdf() -> Response:
        chosen = language()
        if chosen not in made:
            try:
                made[chosen] = posters[chosen].pdf()
            except NoTypesetter:
                return Response(MISSING, 503, mimetype="text/plain")
        return Response(made[chosen], mimetype="application/pdf")

    @routes.get("/cartel.txt")
    def text() -> Response:
        return Response(f"{forwarded(posters[language()])}\n", mimetype="text/plain")

    return routes


def _guarded(response: Response) -> Response:
    response.headers["Content-Security-Policy"] = POLICY
    return response
