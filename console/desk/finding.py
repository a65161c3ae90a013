"""Finding the case of somebody on the telephone: by folio, number, NSS, CURP, or name and birth date."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from console.access.gate import open_to
from console.desk.context import WORKING, Desk, masked_line
from console.wording import words
from models.cases import holding
from models.cases.finding import found_by
from turns.chance import SecretChance

CALL = "on-the-phone"
"""The reason of a case that an agent opens for somebody on the telephone."""
LONGEST = 80
"""Letters of what is looked for."""


def finding_routes(desk: Desk, routes: Blueprint) -> None:
    """The field that every page has. Who is found is shown masked; each search is written down, not what was typed."""

    @routes.post("/console/buscar")
    @open_to(*WORKING)
    def find() -> Response | str | tuple[str, int]:
        """Whoever has no case open is given one. Of several people of one name, `which` is the mark of their line."""
        typed, which = request.form.get("folio", "").strip()[:LONGEST], request.form.get("which", "")
        with desk.transaction() as connection:
            clue, found = found_by(connection, typed)
            if clue == "folio":
                return _by_folio(desk, connection, typed.upper())
            desk.note_down(connection, "searched", detail=clue)
            if not found:
                return render_template("sorry.html", text=words()["no_account"]), 404
            by_mark = {desk.vault.mark(one.line): one for one in found}
            chosen = by_mark.get(which) if which else found[0] if len(found) == 1 else None
            if chosen:
                folio = _case_of(desk, connection, chosen.line)
                return redirect(url_for("desk.case", folio=folio))
        people = [(mark, masked_name(one.name), masked_line(one.line)) for mark, one in by_mark.items()]
        return render_template("found.html", people=people, typed=typed)


def _by_folio(desk: Desk, connection: Connection, folio: str) -> Response | tuple[str, int]:
    """Only a folio that there is goes into an address: anything else may be a name or a number, mistyped."""
    if holding.find(connection, folio, desk.clock()):
        return redirect(url_for("desk.case", folio=folio))
    return render_template("sorry.html", text=words()["found_nothing"]), 404


def _case_of(desk: Desk, connection: Connection, line: str) -> str:
    """The line's open case, or a new one that is the agent's own at once."""
    if known := holding.of_line(connection, line):
        return known
    folio = SecretChance().folio()
    holding.begin(connection, folio, line, CALL, desk.clock())
    found = desk.case(connection, folio)
    desk.keep(connection, found)
    desk.note_down(connection, "opened", found, CALL)
    desk.ring(folio)
    return folio


def masked_name(name: str) -> str:
    """The first word of a name, and of the others their first letter.

    >>> masked_name("María Hernández López")
    'María H. L.'
    """
    first, *others = name.split() or [""]
    return " ".join((first, *(f"{other[0]}." for other in others)))
