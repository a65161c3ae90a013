"""Canned answers: what agents write often, by a short code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from models.columns import table
from models.tables.accounts import ACTIVE, AccountRow
from models.tables.cases import CannedAnswer

_answer, _account = table(CannedAnswer), table(AccountRow)


def all_of_them(connection: Connection) -> dict[str, str]:
    """Each text by its code, in the order of the codes."""
    rows = connection.execute(select(_answer.c.code, _answer.c.text).order_by(_answer.c.code))
    return {row.code: row.text for row in rows}


def keep(connection: Connection, code: str, text: str, now: datetime) -> None:
    """Add one, or give its code a new text."""
    if not connection.execute(update(_answer).where(_answer.c.code == code).values(text=text, changed_at=now)).rowcount:
        connection.execute(insert(_answer).values(code=code, text=text, changed_at=now))


def drop(connection: Connection, code: str) -> None:
    """Take one out."""
    connection.execute(delete(_answer).where(_answer.c.code == code))


def first_name(connection: Connection, account_id: int | None, line: str) -> str:
    """The worker's first name, as the open account of that line has it; empty where there is none, or no longer."""
    theirs = _account.c.id == account_id, _account.c.line == line, _account.c.status == ACTIVE
    found = connection.execute(select(_account.c.first_name).where(*theirs)).scalar()
    return (found or "").title()
