"""The same dialogs for somebody on the telephone: the agent types or presses what the caller says, and reads out.

It is another dialog than the worker's own, with its own proof: who calls is verified within it, and no NIP is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Blueprint, render_template, request

from console.access.gate import here, open_to
from console.desk.case import STARTS
from console.desk.context import WORKING, Desk
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
    """One turn of the dialog that an agent drives."""

    @routes.post("/console/caso/<folio>/dialogo")
    @open_to(*WORKING)
    def drive(folio: str) -> str:
        said = request.form.get("choice") or request.form.get("said", "")
        with desk.transaction() as connection:
            found = desk.own(connection, folio)
            desk.keep(connection, found)
            desk.note_down(connection, "asked", found, said if said in STARTS else "")
        turn = f"{here().id}-{request.form.get('once', '')[:40]}"
        screen = desk.talk.handle(Inbound("agent", found.line, "console", turn, (said,), single=True))
        return render_template("call.html", case=found, line=DrivenLine.of(screen.text), starts=STARTS)
