"""One case: taking it, what was said, giving it back, closing it. Nothing of the worker is shown before it is taken."""

from __future__ import annotations

from datetime import datetime
from secrets import token_hex

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from console.access.gate import here, open_to
from console.desk.canned import filled
from console.desk.context import WORKING, Desk, masked_line, moment_of
from console.wording import words
from models import rights
from models.agents import people
from models.cases import drafts, thread
from models.cases.holding import Held

OUTCOMES = "solved", "passed_on", "no_answer", "not_ours"
SNOOZES = "hour", "four_hours", "tomorrow"
REASONS = "call_back", "check_identity"
"""For which a number may be shown whole."""
STARTS = (
    *("AHORRO", "CREDITO", "PAGO", "MOVIMIENTOS", "APORTACIONES"),
    *("PUNTOS", "SOLICITUD", "CONSTANCIA", "DATOS", "MENU"),
)
"""What callers ask for, as buttons; anything else is typed as they say it."""
CHOICES = {"starts": STARTS, "whys": REASONS, "outcomes": OUTCOMES, "snoozes": SNOOZES}
LONGEST_NOTE = 2000
"""Letters."""


def case_routes(desk: Desk, routes: Blueprint) -> None:
    """The page of a case and what may be done with it."""

    @routes.get("/console/caso/<folio>")
    @open_to(*WORKING)
    def case(folio: str) -> str:
        return shown(desk, folio, looked=True, before=moment_of(request.args.get("antes", "")))

    @routes.post("/console/caso/<folio>/tomar")
    @open_to(*WORKING)
    def take(folio: str) -> AnyResponse:
        with desk.transaction() as connection:
            found = desk.case(connection, folio)
            taken = desk.keep(connection, found)
            if taken and found.holder_id != here().id:
                desk.note_down(connection, "claimed", found)
                desk.ring(found.folio)
        if taken:
            desk.hang_up(found)
        return redirect(url_for("desk.case", folio=found.folio))

    @routes.get("/console/caso/<folio>/hilo")
    @open_to(*WORKING)
    def said(folio: str) -> str:
        """The conversation anew; asking for it keeps the case."""
        with desk.held(folio) as (connection, found):
            desk.keep(connection, found)
            lines = thread.thread(connection, desk.vault, found.folio, found.line)
        return render_template("thread.html", case=found, lines=lines, most=thread.MOST)

    @routes.post("/console/caso/<folio>/nota")
    @open_to(*WORKING)
    def add_note(folio: str) -> AnyResponse:
        text = request.form.get("note", "").strip()[:LONGEST_NOTE]
        with desk.held(folio) as (connection, found):
            if text:
                thread.note(connection, found.folio, here().id, desk.vault.seal(text.encode()), desk.clock())
                desk.note_down(connection, "noted", found)
                desk.ring(found.folio)
        return redirect(url_for("desk.case", folio=found.folio))

    @routes.post("/console/caso/<folio>/numero")
    @open_to(*WORKING)
    def reveal(folio: str) -> str:
        why = request.form.get("why", "")
        with desk.held(folio) as (connection, found):
            if why in REASONS:
                desk.note_down(connection, "revealed", found, why)
        return shown(desk, folio, line=found.line if why in REASONS else "")

    @routes.app_errorhandler(404)
    def unknown(_: object) -> tuple[str, int]:
        return _sorry("not_found" if "folio" in (request.view_args or {}) else "no_page", 404)

    @routes.app_errorhandler(403)
    def forbidden(_: object) -> tuple[str, int]:
        desk.note_refusal()
        return _sorry("forbidden", 403)

    @routes.app_errorhandler(409)
    def not_held(_: object) -> tuple[str, int] | Response:
        desk.note_refusal()
        if "HX-Request" in request.headers:
            return Response("", 200, {"HX-Refresh": "true"})  # the page then says who has it
        return _sorry("gone", 409)


def shown(
    desk: Desk,
    folio: str,
    told: str = "",
    *,
    line: str = "",
    undo: str = "",
    weight: object = None,
    looked: bool = False,
    before: datetime | None = None,
) -> str:
    """The case as it stands; `told` is what just happened, `line` the number where it may be shown.

    `looked`: somebody opened it, which is written down; `before`: with what was said until then.
    """
    with desk.transaction() as connection:
        found = desk.case(connection, folio)
        facts: dict[str, object] = {}
        if mine := found.holder_id == here().id:
            desk.keep(connection, found)
            facts = _own(desk, connection, found, before)
            if looked:
                desk.note_down(connection, "viewed", found)
    return render_template(
        "case.html",
        case=found,
        mine=mine,
        once=token_hex(16),
        number=line or masked_line(found.line),
        whole=bool(line),
        told=told,
        undo=undo,
        weight=weight,
        before=before,
        now=desk.clock(),
        **CHOICES,
        **facts,
    )


def _own(desk: Desk, connection: Connection, case: Held, before: datetime | None) -> dict[str, object]:
    """What only its holder is shown."""
    sealed = drafts.kept(connection, here().id, case.folio)
    return {
        "right": rights.find(connection, case.folio) if case.reason.startswith("arco-") else None,
        "lines": thread.thread(connection, desk.vault, case.folio, case.line, before),
        "most": thread.MOST,
        "draft": desk.vault.open(sealed).decode() if sealed else "",
        "answers": filled(desk, connection, case),
        "there": people.takes_cases(connection, besides=here().id),
    }


def _sorry(name: str, status: int) -> tuple[str, int]:
    return render_template("sorry.html", text=words()[name]), status
