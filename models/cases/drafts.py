"""What an agent is writing to a worker: kept on the server, and gone in the transaction that sends it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from models.rows import DRAFT


def keep(connection: Connection, agent_id: int, folio: str, sealed: bytes, now: datetime) -> None:
    """Keep a draft in place of the one before."""
    mine = _mine(agent_id, folio)
    if not connection.execute(update(DRAFT).where(*mine).values(text=sealed, at=now)).rowcount:
        row = {"agent_id": agent_id, "folio": folio, "text": sealed, "at": now}
        connection.execute(insert(DRAFT).values(row))


def kept(connection: Connection, agent_id: int, folio: str) -> bytes:
    """The agent's own draft, sealed, or nothing; nobody is shown another's."""
    return connection.execute(select(DRAFT.c.text).where(*_mine(agent_id, folio))).scalar() or b""


def drop(connection: Connection, agent_id: int, folio: str) -> None:
    """Forget it: it has been sent."""
    connection.execute(delete(DRAFT).where(*_mine(agent_id, folio)))


def _mine(agent_id: int, folio: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return DRAFT.c.agent_id == agent_id, DRAFT.c.folio == folio
