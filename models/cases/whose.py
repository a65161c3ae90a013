"""Whose a case is: numbers change hands, and the next holder has nothing to do with the case of the one before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from models.rows import ACCOUNT, CASE


def of_line(line: Any) -> ColumnElement[bool]:
    """Cases of a line (a number, or what stands for it) but those of an account that another one there came after."""
    other = exists().where(ACCOUNT.c.line == line, ACCOUNT.c.id != CASE.c.account_id)
    return and_(CASE.c.line == line, or_(CASE.c.account_id.is_(None), ~other))


def is_of_line(connection: Connection, folio: str, line: str) -> bool:
    """Whether the case is that of whoever has the line now."""
    return connection.execute(select(CASE.c.folio).where(CASE.c.folio == folio, of_line(line))).first() is not None
