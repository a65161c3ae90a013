"""The supervisors' board: who waits, how soon they are helped, where people give up, how campaigns stand.

All of it is read from counts that are kept; a page counts nothing that grows without end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from config.vault import Unreadable, Vault
from console.access.gate import here, open_to
from console.charts import Picture, grouped
from flows.machine.register import OPEN, STATES
from flows.records.record import Record
from flows.saying.text import Text
from flows.turn.states import Ask
from flows.turn.turn import INSTITUTION_TIME
from models.agents import audit
from models.agents.audit import Deed
from models.board import campaigns, reading
from models.board.reading import Hour, StateCount
from models.cases import counts, queue, results
from models.notices import pauses
from models.tallies import unheard
from notices.kinds import KINDS

SPANS = {"1": 1, "7": 7, "30": 30}
"""Days of results that may be asked for."""
CHOICES = {"spans": SPANS, "kinds": tuple(KINDS), "few": counts.FEW}
FUNNEL = timedelta(days=6)
"""And today."""
WORST = 8
"""Questions shown at which most give up."""
UNHEARD = 15


class FunnelStep(Record):
    """A question of a dialog in the order lived, with how many came to it and went on."""

    state: str
    asks: str
    count: StateCount


def board_routes(
    transaction: Callable[[], AbstractContextManager[Connection]], vault: Vault, clock: Callable[[], datetime]
) -> Blueprint:
    """The page, and holding a campaign."""
    routes = Blueprint("board", __name__)

    @routes.get("/console/tablero")
    @open_to("supervisor")
    def page() -> str:
        now, span = clock(), request.args.get("dias", "7")
        today = now.astimezone(INSTITUTION_TIME).date()
        days = SPANS.get(span, 7)
        with transaction() as connection:
            hours = reading.hours(connection, now)
            states = reading.states(connection, today - FUNNEL)
            shown: dict[str, object] = {
                "waiting": counts.counts(connection, here().id, now)["waiting"],
                "by_reason": counts.waiting(connection),
                "oldest": queue.oldest(connection, now),
                "results": results.since(connection, today - timedelta(days=days - 1)),
                "causes": reading.causes(connection, now - timedelta(days=1)),
                "campaigns": campaigns.campaigns(connection),
                "unheard": _unheard(connection, vault),
            }
        shown |= _lived(states, request.args.get("dialogo", ""))
        return render_template(
            "board.html", **CHOICES, **shown, hours=hours, by_hour=_by_hour(hours), now=now, days=days
        )

    @routes.post("/console/tablero/avisos")
    @open_to("supervisor")
    def hold() -> Response:
        """Pause a kind of notice, or let it go on."""
        kind = request.form.get("kind", "")
        if kind in KINDS:
            stop = request.form.get("do") == "pause"
            with transaction() as connection:
                if stop:
                    pauses.pause(connection, kind, f"console: {here().name}", clock())
                else:
                    pauses.resume(connection, kind)
                deed = Deed("paused" if stop else "resumed", here().id, detail=kind)
                audit.record(connection, vault, deed, clock())
        return redirect(url_for("board.page") + "#avisos")

    return routes


def _lived(states: dict[str, StateCount], dialog: str) -> dict[str, object]:
    """What the page shows of the dialogs' questions: of one dialog, or of all."""
    dialogs = sorted({state.partition(".")[0] for state in states if state in OPEN})
    steps = funnel(states, dialog if dialog in dialogs else "")
    return {"dialog": dialog, "dialogs": dialogs, "steps": steps, "funnel": _funnel(steps)}


def funnel(states: dict[str, StateCount], dialog: str) -> Sequence[FunnelStep]:
    """The questions of a dialog in the order of its file; without one, those at which most give up."""
    asked = [name for name in STATES if name in OPEN and name in states]
    steps = [FunnelStep(name, _asks(name), states[name]) for name in asked]
    if dialog:
        return [step for step in steps if step.state.partition(".")[0] == dialog]
    return sorted(steps, key=lambda step: -step.count.gave_up)[:WORST]


def _asks(name: str) -> str:
    """What the question asks, where that is always the same."""
    state = STATES[name]
    return state.says if isinstance(state, Ask) and isinstance(state.says, Text) else ""


def _by_hour(hours: Sequence[Hour]) -> Picture:
    marked = [
        (f"{one.hour.astimezone(INSTITUTION_TIME):%H}", (("came", one.came), ("went", one.went))) for one in hours
    ]
    return grouped(marked, every=3)


def _funnel(steps: Sequence[FunnelStep]) -> Picture:
    values = [(("reached", step.count.reached), ("stayed", step.count.went_on)) for step in steps]
    return grouped([(str(place), each) for place, each in enumerate(values, 1)])


def _unheard(connection: Connection, vault: Vault) -> Sequence[unheard.Wording]:
    try:
        return unheard.listed(connection, vault.open, UNHEARD)
    except Unreadable:
        return ()
