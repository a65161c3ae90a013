"""Kinds of notice the operator has stopped for now. A pause holds what is queued too; nothing is lost by it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, literal, or_, select

from models.rows import NOTICE_PAUSE
from models.tables.notices import ALL_KINDS

PREFIX = "notice."
"""What the kind of an outgoing message begins with when it carries a notice."""


def held(kind: ColumnElement[str], prefix: str = PREFIX) -> ColumnElement[bool]:
    """Whether rows of this kind are paused; `prefix` is what `kind` carries before the notice's own name."""
    names = select(literal(prefix) + NOTICE_PAUSE.c.kind)
    return or_(kind.in_(names), exists().where(NOTICE_PAUSE.c.kind == ALL_KINDS))


def paused(connection: Connection) -> dict[str, str]:
    """The paused kinds, each with its reason."""
    return {row.kind: row.reason for row in connection.execute(select(NOTICE_PAUSE.c.kind, NOTICE_PAUSE.c.reason))}


def pause(connection: Connection, kind: str, reason: str, now: datetime) -> None:
    """Stop a kind, or `*` for all; pausing twice keeps the newer reason."""
    connection.execute(delete(NOTICE_PAUSE).where(NOTICE_PAUSE.c.kind == kind))
    connection.execute(insert(NOTICE_PAUSE).values(kind=kind, reason=reason, at=now))


def resume(connection: Connection, kind: str) -> bool:
    """Let a kind go on; `*` lifts every pause. Whether there was one."""
    which = NOTICE_PAUSE.c.kind == kind if kind != ALL_KINDS else NOTICE_PAUSE.c.kind.is_not(None)
    return connection.execute(delete(NOTICE_PAUSE).where(which)).rowcount > 0
