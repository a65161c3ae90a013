"""One case: taking it, what was said, giving it back, closing it. Nothing of the worker is shown before it is taken."""

from __future__ import annotations

from datetime import timedelta
from secrets import token_hex

from flask import Blueprint, Response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from console.access.gate import here, open_to
from console.desk.context import Desk, masked_line
from console.desk.queue import WORKING
from console.wording import words
from models.cases import drafts, holding, thread

OUTCOMES = "solved", "passed_on", "no_answer", "not_ours"
REASONS = "call_back", "check_identity"
"""For which a number may be shown whole."""
STARTS = (
    *("AHORRO", "CREDITO", "PAGO", "MOVIMIENTOS", "APORTACIONES"),
    *("PUNTOS", "SOLICITUD", "CONSTANCIA", "DATOS", "MENU"),
)
"""What callers ask for, as buttons; anything else is typed as they say it."""
SNOOZE = timedelta(hours=1)
LONGEST_NOTE = 2000
"""Letters."""


def case_routes(desk: Desk, routes: Blueprint) -> None:
    """The page of a case and what may be done with it."""

    @routes.get("/console/caso/<folio>")
    @open_to(*WORKING)
    def case(folio: str) -> str:
        return shown(desk, folio)

    @routes.post("/console/caso/<folio>/tomar")
    @open_to(*WORKING)
    def take(folio: str) -> AnyResponse:
        with desk.transaction() as connection:
            found = desk.case(connection, folio)
            if desk.keep(connection, found) and found.holder_id != here().id:
                desk.note_down(connection, "claimed", found)
        desk.hang_up(found)
        return redirect(url_for("desk.case", folio=found.folio))

    @routes.get("/console/caso/<folio>/hilo")
    @open_to(*WORKING)
    def said(folio: str) -> str:
        """The conversation anew; asking for it keeps the case."""
        with desk.transaction() as connection:
            found = desk.own(connection, folio)
            desk.keep(connection, found)
            lines = thread.thread(connection, desk.vault, found.folio, found.line)
        return render_template("thread.html", case=found, lines=lines)

    @routes.post("/console/caso/<folio>/soltar")
    @open_to(*WORKING)
    def give_back(folio: str) -> AnyResponse:
        later = "posponer" in request.form
        with desk.transaction() as connection:
            found = desk.own(connection, folio)
            until = desk.clock() + SNOOZE if later else None
            if holding.release(connection, found.folio, here().id, desk.clock(), until):
                desk.note_down(connection, "snoozed" if later else "released", found)
        desk.let_go(found)
        return redirect(url_for("desk.queue"))

    @routes.post("/console/caso/<folio>/cerrar")
    @open_to(*WORKING)
    def close(folio: str) -> AnyResponse | str:
        outcome = request.form.get("outcome", "")
        if outcome not in OUTCOMES:
            return shown(desk, folio, words()["outcome_needed"])
        with desk.transaction() as connection:
            found = desk.own(connection, folio)
            if holding.close(connection, found.folio, here().id, outcome, desk.clock()):
                desk.note_down(connection, "closed", found, outcome)
        desk.let_go(found)
        return redirect(url_for("desk.queue"))

    @routes.post("/console/caso/<folio>/nota")
    @open_to(*WORKING)
    def add_note(folio: str) -> AnyResponse:
        text = request.form.get("note", "").strip()[:LONGEST_NOTE]
        with desk.transaction() as connection:
            found = desk.own(connection, folio)
            if text:
                thread.note(connection, found.folio, here().id, desk.vault.seal(text.encode()), desk.clock())
                desk.note_down(connection, "noted", found)
        return redirect(url_for("desk.case", folio=found.folio))

    @routes.post("/console/caso/<folio>/numero")
    @open_to(*WORKING)
    def reveal(folio: str) -> str:
        why = request.form.get("why", "")
        with desk.transaction() as connection:
            found = desk.own(connection, folio)
            if why in REASONS:
                desk.note_down(connection, "revealed", found, why)
        return shown(desk, folio, line=found.line if why in REASONS else "")

    @routes.app_errorhandler(404)
    def unknown(_: object) -> tuple[str, int]:
        return _sorry("not_found", 404)

    @routes.app_errorhandler(403)
    def forbidden(_: object) -> tuple[str, int]:
        return _sorry("forbidden", 403)

    @routes.app_errorhandler(409)
    def not_held(_: object) -> tuple[str, int] | Response:
        if "HX-Request" in request.headers:
            return Response("", 200, {"HX-Refresh": "true"})  # the page then says who has it
        return _sorry("gone", 409)


def shown(desk: Desk, folio: str, told: str = "", *, line: str = "", undo: str = "") -> str:
    """The case as it stands; `told` is what just happened, `line` the number where it may be shown."""
    with desk.transaction() as connection:
        found = desk.case(connection, folio)
        mine = found.holder_id == here().id
        lines = thread.thread(connection, desk.vault, found.folio, found.line) if mine else []
        sealed = drafts.kept(connection, here().id, found.folio) if mine else b""
        if mine:
            desk.keep(connection, found)
    return render_template(
        "case.html",
        case=found,
        mine=mine,
        lines=lines,
        once=token_hex(16),
        draft=desk.vault.open(sealed).decode() if sealed else "",
        number=line or masked_line(found.line),
        whole=bool(line),
        told=told,
        undo=undo,
        starts=STARTS,
        outcomes=OUTCOMES,
        whys=REASONS,
        now=desk.clock(),
    )


def _sorry(name: str, status: int) -> tuple[str, int]:
    return render_template("sorry.html", text=words()[name]), status
