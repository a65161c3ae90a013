"""Whose a case is: numbers change hands, and the next holder has nothing to do with the case of the one before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from models.rows import ACCOUNT, CASE

CLOSED = 0
"""Stands in a case for an account that was closed: SQLite gives the highest id again."""


def of_line(line: Any) -> ColumnElement[bool]:
    """Cases of a line (a number, or what stands for it), but for those of an account that is not there any more.

    It has another line by now, or another account came after it there.
    """
    other = exists().where(ACCOUNT.c.line == line, ACCOUNT.c.id != CASE.c.account_id)
    left = exists().where(ACCOUNT.c.id == CASE.c.account_id, ACCOUNT.c.line != line)
    return and_(CASE.c.line == line, or_(CASE.c.account_id.is_(None), and_(~other, ~left)))


def is_of_line(connection: Connection, folio: str, line: str) -> bool:
    """Whether the case is that of whoever has the line now."""
    return connection.execute(select(CASE.c.folio).where(CASE.c.folio == folio, of_line(line))).first() is not None
