"""The queue's page: folders with their counts, the longest waiting first, renewed by itself."""

from __future__ import annotations

from datetime import datetime

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from console.access.gate import here, open_to
from console.desk.context import WORKING, Desk, masked_line, moment_of
from models.agents import people
from models.cases import holding
from models.cases import queue as cases
from models.cases.counts import FEW, counts


def queue_routes(desk: Desk, routes: Blueprint) -> None:
    """The list of cases, and whether the agent takes new ones."""

    @routes.get("/console/")
    @open_to(*WORKING)
    def queue() -> str:
        now, me = desk.clock(), here()
        folder: cases.Folder = next((each for each in cases.FOLDERS if each == request.args.get("carpeta")), "waiting")
        after = _place(request.args.get("desde", ""))
        reason = request.args.get("motivo", "")
        with desk.transaction() as connection:
            rows = cases.listed(connection, folder, me.id, now, reason=reason, after=after)
            shown = {
                "counts": counts(connection, me.id, now),
                "few": FEW,
                "reasons": cases.reasons(connection),
                "rows": rows[: cases.PAGE],
                "more": _written(rows[cases.PAGE - 1]) if len(rows) > cases.PAGE else "",
                "passed": _passed(connection, request.args.get("pasado", ""), now),
                "closed": request.args.get("cerrado", "")[:12],
            }
        part = "HX-Request" in request.headers
        asked = {"folder": folder, "after": _written(after) if after else "", "reason": reason}
        return render_template("cases.html" if part else "queue.html", now=now, masked=masked_line, **asked, **shown)

    @routes.post("/console/disponible")
    @open_to(*WORKING)
    def availability() -> Response:
        with desk.transaction() as connection:
            people.set_available(connection, here().id, not here().available)
            desk.note_down(connection, "away" if here().available else "available")
        return redirect(url_for("desk.queue"))


def _written(place: cases.Place | cases.QueueRow) -> str:
    return f"{place.waiting_since.isoformat() if place.waiting_since else ''}~{place.folio}"


def _place(typed: str) -> cases.Place | None:
    """Where a page of ours ended; None for anything else."""
    since, told, folio = typed.partition("~")
    moment = moment_of(since)
    return cases.Place(moment, folio[:12]) if told and (moment or not since) else None


def _passed(connection: Connection, folio: str, now: datetime) -> str:
    """Who has a case that was just handed over."""
    found = holding.find(connection, folio, now) if folio else None
    return found.holder if found else ""
