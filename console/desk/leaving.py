"""Letting a case go: back to the others, later, to somebody else, or for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Blueprint, abort, redirect, request, url_for
from werkzeug.wrappers import Response

from console.access.gate import here, open_to
from console.desk.case import OUTCOMES, shown
from console.desk.context import WORKING, Desk
from console.wording import words
from flows.turn.turn import INSTITUTION_TIME
from models.agents import people
from models.cases import holding, results

MORNING = 9
"""The institution's hour at which what was put off until tomorrow is back."""


def leaving_routes(desk: Desk, routes: Blueprint) -> None:
    """Each way in which an agent has a case no longer; the page says whether the dialog goes on or begins anew."""

    @routes.post("/console/caso/<folio>/soltar")
    @open_to(*WORKING)
    def give_back(folio: str) -> Response:
        later = "posponer" in request.form
        with desk.held(folio) as (connection, found):
            until = snoozed_until(request.form.get("until", ""), desk.clock()) if later else None
            if holding.release(connection, found.folio, here().id, desk.clock(), until):
                desk.note_down(connection, "snoozed" if later else "released", found)
        desk.let_go(found, at_menu="menu" in request.form)
        return redirect(url_for("desk.queue"))

    @routes.post("/console/caso/<folio>/pasar")
    @open_to(*WORKING)
    def hand_over(folio: str) -> Response | str:
        """To somebody who is there. The machine stays silent; what the agent's dialog proved is over."""
        to, passed = request.form.get("to", 0, int), False
        with desk.held(folio) as (connection, found):
            there = {each.id: each.name for each in people.takes_cases(connection, besides=here().id)}
            if to in there:
                passed = holding.transfer(connection, found.folio, here().id, to, desk.clock())
            if passed:
                desk.note_down(connection, "handed-over", found, f"agent {to}")
        if not passed:
            return shown(desk, folio, words()["not_there"])
        desk.hang_up(found)
        desk.ring(found.folio)
        return redirect(url_for("desk.queue", pasado=found.folio))

    @routes.post("/console/caso/<folio>/cerrar")
    @open_to(*WORKING)
    def close(folio: str) -> Response | str:
        outcome = request.form.get("outcome", "")
        if outcome not in OUTCOMES:
            return shown(desk, folio, words()["outcome_needed"])
        with desk.held(folio) as (connection, found):
            if holding.close(connection, found.folio, here().id, outcome, desk.clock()):
                results.count(connection, found, here().id, desk.targets, desk.clock())
                desk.note_down(connection, "closed", found, outcome)
        desk.let_go(found, at_menu="menu" in request.form)
        return redirect(url_for("desk.queue", cerrado=found.folio))

    @routes.post("/console/caso/<folio>/reabrir")
    @open_to(*WORKING)
    def reopen(folio: str) -> Response | str:
        """Closed by a slip: the case is the agent's again, as it was."""
        with desk.transaction() as connection:
            found = desk.case(connection, folio)
            if holding.last_of(connection, folio) != here().id:
                abort(409)
            closed_at = holding.reopen(connection, folio, here().id, desk.clock())
            if closed_at is not None:
                results.count(connection, found, here().id, desk.targets, closed_at, by=-1)
                desk.note_down(connection, "reopened", found)
                desk.ring(found.folio)
        too_late = found.closed_at is not None and closed_at is None
        return shown(desk, folio, words()["closed_for_good" if too_late else "reopened"])


def snoozed_until(choice: str, now: datetime) -> datetime:
    """The moment at which a case is back in the queue; an hour for what is no choice."""
    if choice == "tomorrow":
        local = now.astimezone(INSTITUTION_TIME) + timedelta(days=1)
        return local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return now + timedelta(hours=4 if choice == "four_hours" else 1)
