"""The queue's page: folders with their counts, the longest waiting first, renewed by itself."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from console.access.gate import here, open_to
from console.desk.context import WORKING, Desk, masked_line
from console.wording import words
from models.agents import people
from models.cases import holding
from models.cases import queue as cases
from models.cases.finding import line_by
from turns.chance import SecretChance

CALL = "on-the-phone"
"""The reason of a case that an agent opens for somebody on the telephone."""


def queue_routes(desk: Desk, routes: Blueprint) -> None:
    """The list of cases, and whether the agent takes new ones."""

    @routes.get("/console/")
    @open_to(*WORKING)
    def queue() -> str:
        now, me = desk.clock(), here()
        folder: cases.Folder = next((each for each in cases.FOLDERS if each == request.args.get("carpeta")), "waiting")
        page = min(max(0, request.args.get("pagina", 0, int)), cases.LAST_PAGE)
        reason = request.args.get("motivo", "")
        with desk.transaction() as connection:
            rows = cases.listed(connection, folder, me.id, now, reason=reason, page=page)
            shown = {
                "counts": cases.counts(connection, me.id, now),
                "reasons": cases.reasons(connection),
                "rows": rows[: cases.PAGE],
                "more": len(rows) > cases.PAGE,
                "passed": _passed(connection, request.args.get("pasado", ""), now),
            }
        part = "HX-Request" in request.headers
        asked = {"folder": folder, "page": page, "reason": reason}
        return render_template("cases.html" if part else "queue.html", now=now, masked=masked_line, **asked, **shown)

    @routes.post("/console/disponible")
    @open_to(*WORKING)
    def availability() -> Response:
        with desk.transaction() as connection:
            people.set_available(connection, here().id, not here().available)
            desk.note_down(connection, "away" if here().available else "available")
        return redirect(url_for("desk.queue"))

    @routes.post("/console/buscar")
    @open_to(*WORKING)
    def find() -> Response | tuple[str, int]:
        """By folio; or by the number or the NSS of who is calling, who is given a case where none is open."""
        typed, now = request.form.get("folio", "").strip(), desk.clock()
        with desk.transaction() as connection:
            clue, line = line_by(connection, typed)
            if clue == "folio":
                return redirect(url_for("desk.case", folio=typed.upper() or "-"))
            desk.note_down(connection, "searched", detail=clue)
            folio = holding.of_line(connection, line) if line else None
            if line and folio is None:
                folio = SecretChance().folio()
                holding.begin(connection, folio, line, CALL, now)
                found = desk.case(connection, folio)
                desk.keep(connection, found)
                desk.note_down(connection, "opened", found, CALL)
                desk.ring(folio)
        if folio is None:
            return render_template("sorry.html", text=words()["no_account"]), 404
        return redirect(url_for("desk.case", folio=folio))


def _passed(connection: Connection, folio: str, now: datetime) -> str:
    """Who has a case that was just handed over."""
    found = holding.find(connection, folio, now) if folio else None
    return found.holder if found else ""
