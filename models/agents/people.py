"""Agents on record: adding them, finding them, and what their wrong tries come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Row, case, delete, insert, or_, select, update

from models.columns import table
from models.rows import AGENT
from models.tables.agents import AgentSession, Role

TRIES = 5
"""Wrong passwords or codes in a row until the name is closed for a while."""
CLOSED_FOR = timedelta(minutes=15)

_one = select(AGENT).where(AGENT.c.left_at.is_(None))


@dataclass(frozen=True, slots=True)
class Known:
    """An agent who has not left. `second_step` is the sealed secret of the changing codes."""

    id: int
    name: str
    role: Role
    password_hash: str
    second_step: bytes
    used_step: int
    wrong: int
    locked_until: datetime | None
    version: int
    available: bool


def add(connection: Connection, name: str, role: Role, password_hash: str, secret: bytes, now: datetime) -> None:
    """Add an agent, or give one on record a new role, password and second step, which ends their sessions."""
    values = {"role": role, "password_hash": password_hash, "second_step": secret, "wrong": 0, "locked_until": None}
    again = update(AGENT).where(AGENT.c.name == name).values(**values, version=AGENT.c.version + 1, left_at=None)
    if not connection.execute(again).rowcount:
        new = {"used_step": 0, "version": 1, "available": False, "created_at": now}
        connection.execute(insert(AGENT).values(name=name, **values, **new))


def leave(connection: Connection, name: str, now: datetime) -> bool:
    """Let an agent in no more; False when nobody has that name."""
    gone = update(AGENT).where(AGENT.c.name == name, AGENT.c.left_at.is_(None))
    found = connection.execute(gone.values(left_at=now, available=False).returning(AGENT.c.id)).scalar()
    if found is not None:
        connection.execute(delete(table(AgentSession)).where(table(AgentSession).c.agent_id == found))
    return found is not None


def named(connection: Connection, name: str) -> Known | None:
    """The agent of that name."""
    return _known(connection.execute(_one.where(AGENT.c.name == name)).first())


def everybody(connection: Connection) -> Sequence[Known]:
    """Everybody who may come in, by name."""
    return [known for row in connection.execute(_one.order_by(AGENT.c.name)) if (known := _known(row))]


def takes_cases(connection: Connection, *, besides: int) -> Sequence[Known]:
    """Who is there for cases, by their own word, besides one of them."""
    there = _one.where(AGENT.c.available.is_(True), AGENT.c.role != "auditor", AGENT.c.id != besides)
    return [known for row in connection.execute(there.order_by(AGENT.c.name)) if (known := _known(row))]


def missed(connection: Connection, agent: Known, now: datetime) -> None:
    """Count a wrong password or code; the fifth closes the name for a while."""
    last = AGENT.c.wrong + 1 >= TRIES
    values = {
        "wrong": case((last, 0), else_=AGENT.c.wrong + 1),
        "locked_until": case((last, now + CLOSED_FOR), else_=AGENT.c.locked_until),
    }
    connection.execute(update(AGENT).where(AGENT.c.id == agent.id).values(values))


def used(connection: Connection, agent: Known, step: int, now: datetime) -> bool:
    """Take the code of a time step; False when it, or a later one, was taken before, or the name is closed by now."""
    is_open = or_(AGENT.c.locked_until.is_(None), AGENT.c.locked_until <= now)
    fresh = update(AGENT).where(AGENT.c.id == agent.id, AGENT.c.used_step < step, is_open)
    return bool(connection.execute(fresh.values(used_step=step, wrong=0, locked_until=None)).rowcount)


def set_available(connection: Connection, agent_id: int, available: bool) -> None:
    """Whether the agent takes new cases: their own word."""
    connection.execute(update(AGENT).where(AGENT.c.id == agent_id).values(available=available))


def _known(row: Row[tuple[object, ...]] | None) -> Known | None:
    return None if row is None else Known(*(getattr(row, name) for name in Known.__slots__))
