"""Answering by SMS: as it will arrive, with its cost, once, and with five seconds to think better of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection, select
from sqlalchemy.exc import IntegrityError
from werkzeug.wrappers import Response

from console.access.gate import here, open_to
from console.desk.canned import expanded, filled
from console.desk.case import shown
from console.desk.context import WORKING, Desk
from console.wording import words
from flows.records.record import Record
from gsm7 import fold, segments, septets
from models.cases import drafts, holding
from models.cases.holding import UNDO, Held
from models.cases.whose import is_of_line
from models.columns import columns
from models.outbox.owing import Owed, enqueue, known, take_back
from models.tables.accounts import TalkingLine
from models.tables.outbox import URGENT
from notices.zones import is_quiet, zone_of

MOST = 3
"""SMS of one answer."""
_line = columns(TalkingLine)


class Weight(Record):
    """A text as the phone will show it, and what that costs. `unknown`: codes in it that lead to no answer."""

    text: str
    letters: int
    segments: int
    cost: str
    unknown: str = ""

    @classmethod
    def of(cls, typed: str, price: float, unknown: Sequence[str] = ()) -> Weight:
        """Weigh what an agent typed, in letters every phone shows."""
        text = fold(typed.strip())
        parts = segments(text)
        return cls(text, septets(text), parts, f"{parts * price:.2f}", ", ".join(unknown))


def reply_routes(desk: Desk, routes: Blueprint) -> None:
    """Seeing, keeping, sending and taking back an answer."""

    @routes.post("/console/caso/<folio>/borrador")
    @open_to(*WORKING)
    def draft(folio: str) -> str:
        typed = request.form.get("text", "")
        with desk.held(folio) as (connection, found):
            drafts.keep(connection, here().id, found.folio, desk.vault.seal(typed.encode()), desk.clock())
            text, unknown = expanded(typed, filled(desk, connection, found))
        weight = Weight.of(text, desk.segment_price, unknown)
        if "HX-Request" in request.headers:
            return render_template("weight.html", weight=weight)
        return shown(desk, folio, weight=weight)

    @routes.post("/console/caso/<folio>/enviar")
    @open_to(*WORKING)
    def send(folio: str) -> str | Response:
        try:
            return answer(folio)
        except IntegrityError:  # a second click, at the same moment
            return redirect(url_for("desk.case", folio=folio))

    def answer(folio: str) -> str | Response:
        typed, now = request.form.get("text", ""), desk.clock()
        with desk.held(folio) as (connection, found):
            text, unknown = expanded(typed, filled(desk, connection, found))
            weight = Weight.of(text, desk.segment_price, unknown)
            if refused := _refused(connection, found, weight):
                _keep(desk, connection, found, typed)
                told, message = refused, ""
            elif known(connection, key := f"case {found.folio} {request.form.get('once', '')[:32]}"):
                return redirect(url_for("desk.case", folio=found.folio))  # a second click
            else:
                leaves = after_quiet(found.line, now + UNDO, desk.quiet)
                owed = Owed("case", URGENT, "sms", found.line, weight.text, not_before=leaves, dedupe_key=key)
                message = enqueue(connection, desk.vault, replace(owed, account_id=found.account_id), now)
                drafts.drop(connection, here().id, found.folio)
                holding.answered(connection, found.folio, now)
                desk.ring(found.folio)
                desk.note_down(connection, "sent", found)
                soon = leaves == now + UNDO
                told = words()["sent"] if soon else words()["sent_later"].format(time=_local(found.line, leaves))
        if message:
            desk.kick()
        return shown(desk, folio, told, undo=message)

    @routes.post("/console/caso/<folio>/deshacer")
    @open_to(*WORKING)
    def undo(folio: str) -> str:
        with desk.held(folio) as (connection, found):
            sealed = take_back(connection, request.form.get("message", ""), found.line, desk.clock())
            if sealed is not None:
                drafts.keep(connection, here().id, found.folio, sealed, desk.clock())
                desk.note_down(connection, "took-back", found)
                desk.ring(found.folio)
        return shown(desk, folio, words()["too_late" if sealed is None else "undone"])


def after_quiet(line: str, moment: datetime, span: tuple[time, time]) -> datetime:
    """The moment, or the end of the line's own quiet hours if it falls into them."""
    zone = zone_of(line)
    if not is_quiet(zone, moment, span):
        return moment
    local = moment.astimezone(ZoneInfo(f"America/{zone}"))
    ends = local.replace(hour=span[1].hour, minute=span[1].minute, second=0, microsecond=0)
    return ends if ends > local else ends + timedelta(days=1)


def _refused(connection: Connection, case: Held, weight: Weight) -> str:
    if not weight.text:
        return words()["nothing_typed"]
    if weight.unknown:
        return words()["answer_unknown"].format(codes=weight.unknown)
    if weight.segments > MOST:
        return words()["too_long"].format(most=MOST)
    if not is_of_line(connection, case.folio, case.line):
        return words()["changed_hands"]
    return words()["opted_out"] if opted_out(connection, case.line) else ""


def opted_out(connection: Connection, line: str) -> bool:
    """Whether a line asked for no messages."""
    return connection.execute(select(_line.opted_out_at).where(_line.number == line)).scalar() is not None


def _keep(desk: Desk, connection: Connection, case: Held, text: str) -> None:
    drafts.keep(connection, here().id, case.folio, desk.vault.seal(text.encode()), desk.clock())


def _local(line: str, moment: datetime) -> str:
    return moment.astimezone(ZoneInfo(f"America/{zone_of(line)}")).strftime("%H:%M")
