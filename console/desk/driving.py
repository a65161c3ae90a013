"""The same dialogs for somebody on the telephone: the agent types or presses what the caller says, and reads out.

It is another dialog than the worker's own, with its own proof: who calls is verified within it, and no NIP is asked.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from flask import Blueprint, render_template, request
from sqlalchemy.exc import IntegrityError

from console.access.gate import here, open_to
from console.desk.case import STARTS
from console.desk.context import WORKING, Desk
from console.desk.results import ToldResult, last_result, send_result
from console.flow_map import FlowMap, flow_map
from console.wording import words
from models.cases.holding import Held
from turns.message import Inbound

_CHOICE = re.compile(r"^(\d{1,2}) (.+)$")


@dataclass(frozen=True, slots=True)
class DrivenLine:
    """What to say to the caller, and what they may choose from: number and words."""

    says: str
    choices: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, spoken: str) -> DrivenLine:
        """Part what `turns.render.spoken` put together."""
        lines = spoken.split("\n")
        choices: list[tuple[str, str]] = []
        while len(lines) > 1 and (found := _CHOICE.match(lines[-1])):
            choices.insert(0, (found[1], found[2]))
            lines.pop()
        return cls("\n".join(lines), tuple(choices))


def driving_routes(desk: Desk, routes: Blueprint) -> None:
    """One turn of the dialog that an agent drives, and passing on what it told."""

    @routes.post("/console/caso/<folio>/dialogo")
    @open_to(*WORKING)
    def drive(folio: str) -> str:
        said = request.form.get("choice") or request.form.get("said", "")
        with desk.held(folio) as (connection, found):
            desk.keep(connection, found)
            desk.note_down(connection, "asked", found, said if said in STARTS else "")
        turn = f"{here().id}-{request.form.get('once', '')[:40]}"
        screen = desk.talk.handle(Inbound("agent", found.line, "console", turn, (said,), single=True))
        with desk.transaction() as connection:
            told = last_result(desk, connection, found)
        return _speech(found, DrivenLine.of(screen.text), told)

    @routes.post("/console/caso/<folio>/resultado")
    @open_to(*WORKING)
    def pass_on(folio: str) -> str:
        """Send what was told last to the worker's phone or mailbox."""
        by: Literal["sms", "email"] = "email" if request.form.get("by") == "email" else "sms"
        with suppress(IntegrityError):  # a second press, at the same moment
            return passed(folio, by)
        return passed(folio, by)

    def passed(folio: str, by: Literal["sms", "email"]) -> str:
        with desk.held(folio) as (connection, found):
            told = last_result(desk, connection, found)
            came_of_it = send_result(desk, connection, found, told, by, request.form.get("once", "")[:32])
        desk.kick()
        return _speech(found, DrivenLine.of(told.text) if told else None, told, words()[came_of_it])


def _speech(case: Held, line: DrivenLine | None, told: ToldResult | None, passed_on: str = "") -> str:
    place: FlowMap | None = flow_map(told.state, told.asked) if told else None
    return render_template(
        "call.html", case=case, line=line, starts=STARTS, told=told, place=place, passed_on=passed_on
    )
