"""Canned answers: `/code` in a reply becomes its text, with the values of this case filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from console.access.gate import here, open_to
from console.desk.context import WORKING, Desk
from console.wording import words
from models.cases import canned
from models.cases.holding import Held

NAMES = "nombre", "folio", "asesor", "infonatel", "numero"
"""What is filled in: the worker's first name, the case, who answers, the telephone line, the number to text."""
LONGEST = 480
"""Letters of a text."""
_CODE = re.compile(r"(?<![\w/])/([a-zñ]{2,20})(?![\w/])")
_NAME = re.compile(r"\{([^}]*)\}")
_LONELY = re.compile(r"[ ]+([,.;:!?])")


def filled(desk: Desk, connection: Connection, case: Held) -> dict[str, str]:
    """Every canned answer by its code, as it reads in this case."""
    house = desk.house
    first = canned.first_name(connection, case.account_id, case.line)
    values = dict(zip(NAMES, (first, case.folio, here().name, house.phone_line, house.short_code), strict=True))
    return {code: fill(text, values) for code, text in canned.all_of_them(connection).items()}


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; the space before one that is empty goes with it.

    >>> fill("Hola {nombre}, soy {asesor}.", {"nombre": "", "asesor": "Ana"})
    'Hola, soy Ana.'
    """
    return _LONELY.sub(r"\1", _NAME.sub(lambda found: values.get(found[1], ""), text))


def expanded(typed: str, answers: Mapping[str, str]) -> tuple[str, list[str]]:
    """What was typed with each `/code` as its text; and the codes that nobody knows.

    >>> expanded("/saludo Son 1/2. /adios /x", {"saludo": "Hola.", "adios": "Adiós."})
    ('Hola. Son 1/2. Adiós. /x', [])
    >>> expanded("/nada", {})
    ('/nada', ['/nada'])
    """
    unknown = [found[0] for found in _CODE.finditer(typed) if found[1] not in answers]
    return _CODE.sub(lambda found: answers.get(found[1], found[0]), typed), unknown


def canned_routes(desk: Desk, routes: Blueprint) -> None:
    """The list; supervisors change it."""

    @routes.get("/console/respuestas")
    @open_to(*WORKING)
    def answers() -> str:
        return listed()

    def listed(told: str = "", code: str = "", text: str = "") -> str:
        with desk.transaction() as connection:
            found = canned.all_of_them(connection)
        return render_template(
            "answers.html",
            answers=found,
            shown_names=", ".join(f"{{{name}}}" for name in NAMES),
            told=told,
            code=code,
            text=text,
        )

    @routes.post("/console/respuestas")
    @open_to("supervisor")
    def keep_answer() -> Response | str:
        code, text = request.form.get("code", "").strip().lstrip("/").lower(), request.form.get("text", "").strip()
        named = set(_NAME.findall(text)) <= set(NAMES)
        if not (_CODE.fullmatch(f"/{code}") and text and len(text) <= LONGEST and named):
            return listed(words()["answer_bad"], code, text)
        with desk.transaction() as connection:
            canned.keep(connection, code, text, desk.clock())
            desk.note_down(connection, "answer-kept", detail=code)
        return redirect(url_for("desk.answers"))

    @routes.post("/console/respuestas/quitar")
    @open_to("supervisor")
    def drop_answer() -> Response:
        code = request.form.get("code", "")[:20]
        with desk.transaction() as connection:
            canned.drop(connection, code)
            desk.note_down(connection, "answer-dropped", detail=code)
        return redirect(url_for("desk.answers"))
