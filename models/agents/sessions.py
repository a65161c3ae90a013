"""Sessions of the console as rows: they end by idleness, by age, by leaving, and when role or password change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, or_, select, update

from models.columns import table
from models.tables.agents import Agent, AgentSession, Role

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
"""A shift."""
SEEN_EVERY = timedelta(minutes=1)
"""How often it is written down that somebody is there."""

_session, _agent = table(AgentSession), table(Agent)
_found = (
    select(_session.c.seen_at, _agent.c.id, _agent.c.name, _agent.c.role, _agent.c.available)
    .join(_agent, _agent.c.id == _session.c.agent_id)
    .where(_session.c.version == _agent.c.version, _agent.c.left_at.is_(None))
)


@dataclass(frozen=True, slots=True)
class Here:
    """Who is using the console."""

    id: int
    name: str
    role: Role
    available: bool


def begin(connection: Connection, token: str, agent_id: int, version: int, now: datetime) -> None:
    """Begin a session for a new random `token`, and forget those that have ended."""
    ended = or_(_session.c.began_at < now - LONGEST, _session.c.seen_at < now - IDLE)
    connection.execute(delete(_session).where(ended))
    row = {"token": _digest(token), "agent_id": agent_id, "version": version, "began_at": now, "seen_at": now}
    connection.execute(insert(_session).values(row))


def find(connection: Connection, token: str, now: datetime, *, acts: bool = True) -> Here | None:
    """Who holds this token, if the session still goes on; `acts` tells that somebody is there, which is noted."""
    mine = _session.c.token == _digest(token)
    live = _session.c.began_at > now - LONGEST, _session.c.seen_at > now - IDLE
    row = connection.execute(_found.where(mine, *live)).first()
    if row is None:
        return None
    if acts and row.seen_at < now - SEEN_EVERY:
        connection.execute(update(_session).where(mine).values(seen_at=now))
    return Here(row.id, row.name, row.role, row.available)


def end(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(delete(_session).where(_session.c.token == _digest(token)))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
