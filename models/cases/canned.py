"""Canned answers: what agents write often, by a short code."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from models.rows import ACCOUNT, CANNED_ANSWER
from models.tables.accounts import ACTIVE


def all_of_them(connection: Connection) -> dict[str, str]:
    """Each text by its code, in the order of the codes."""
    rows = connection.execute(select(CANNED_ANSWER.c.code, CANNED_ANSWER.c.text).order_by(CANNED_ANSWER.c.code))
    return {row.code: row.text for row in rows}


def keep(connection: Connection, code: str, text: str, now: datetime) -> None:
    """Add one, or give its code a new text."""
    if not connection.execute(
        update(CANNED_ANSWER).where(CANNED_ANSWER.c.code == code).values(text=text, changed_at=now)
    ).rowcount:
        connection.execute(insert(CANNED_ANSWER).values(code=code, text=text, changed_at=now))


def drop(connection: Connection, code: str) -> None:
    """Take one out."""
    connection.execute(delete(CANNED_ANSWER).where(CANNED_ANSWER.c.code == code))


def first_name(connection: Connection, account_id: int | None, line: str) -> str:
    """The worker's first name, as the open account of that line has it; empty where there is none, or no longer."""
    theirs = ACCOUNT.c.id == account_id, ACCOUNT.c.line == line, ACCOUNT.c.status == ACTIVE
    found = connection.execute(select(ACCOUNT.c.first_name).where(*theirs)).scalar()
    return (found or "").title()
