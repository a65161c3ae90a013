"""Whose line it is that somebody on the telephone names, calling from elsewhere or for a relative.

A CURP is found by the birth date within it, as a name is by the date that is said with it: one index serves both.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import Connection, select

from flows.saying.names import written
from flows.typed.folding import simplify
from identifiers import curp, nss, phone
from models.rows import ACCOUNT, WORKER
from models.tables.accounts import ACTIVE

Clue = Literal["phone", "nss", "curp", "name", "folio"]
MOST = 20
"""People of one name and birth date that are listed."""

_DATE = re.compile(r"(?<!\d)(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?!\d)")
_line = select(ACCOUNT.c.line).where(ACCOUNT.c.status == ACTIVE)
_person = (
    select(ACCOUNT.c.line, WORKER.c.names, WORKER.c.first_surname, WORKER.c.second_surname)
    .join(WORKER, WORKER.c.nss == ACCOUNT.c.nss)
    .where(ACCOUNT.c.status == ACTIVE)
)


@dataclass(frozen=True, slots=True)
class CallerFound:
    """A line that was found. `name` is the whole name where it was looked for by name."""

    line: str
    name: str = ""


def found_by(connection: Connection, typed: str) -> tuple[Clue, Sequence[CallerFound]]:
    """What was typed, and the lines it leads to; none for a folio, or where no active account is that person's."""
    if phone.is_valid(typed):
        return "phone", (CallerFound(phone.validate(typed)),)
    if nss.is_valid(typed):
        return "nss", _lines(connection.execute(_line.where(ACCOUNT.c.nss == nss.validate(typed))).all())
    if curp.is_valid(typed):
        wanted = curp.validate(typed)
        born = ACCOUNT.c.birth_date == curp.birth_date(wanted)
        return "curp", _lines(connection.execute(_person.where(born, WORKER.c.curp == wanted)).all())
    if named := _named(typed):
        words, day = named
        people = connection.execute(_person.where(ACCOUNT.c.birth_date == day).order_by(ACCOUNT.c.id)).all()
        names = [(row.line, f"{row.names} {row.first_surname} {row.second_surname}") for row in people]
        return "name", [CallerFound(line, written(name)) for line, name in names if words <= _words(name)][:MOST]
    return "folio", ()


def _lines(rows: Sequence[Any]) -> Sequence[CallerFound]:
    return [CallerFound(row.line) for row in rows]


def _named(typed: str) -> tuple[frozenset[str], date] | None:
    """A name of two words or more, and the date beside it.

    >>> _named("Peña Juan 12/03/1985") == (frozenset(("pena", "juan")), date(1985, 3, 12))
    True
    """
    found = _DATE.search(typed)
    words = _words(_DATE.sub(" ", typed))
    if found is None or len(words) < 2:
        return None
    day, month, year, *other = found.groups()
    try:
        return words, date(*map(int, other if other[0] else (year, month, day)))
    except ValueError:
        return None


def _words(name: str) -> frozenset[str]:
    return frozenset(simplify(name).split())
