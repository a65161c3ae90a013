"""Sessions of the console as rows: they end by idleness, by age, by leaving, and when role or password change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, or_, select, update

from models.rows import AGENT, AGENT_SESSION
from models.tables.agents import Role

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=10)
"""A shift."""
SEEN_EVERY = timedelta(minutes=1)
"""How often it is written down that somebody is there."""

_found = (
    select(AGENT_SESSION.c.seen_at, AGENT.c.id, AGENT.c.name, AGENT.c.role, AGENT.c.available)
    .join(AGENT, AGENT.c.id == AGENT_SESSION.c.agent_id)
    .where(AGENT_SESSION.c.version == AGENT.c.version, AGENT.c.left_at.is_(None))
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
    ended = or_(AGENT_SESSION.c.began_at < now - LONGEST, AGENT_SESSION.c.seen_at < now - IDLE)
    connection.execute(delete(AGENT_SESSION).where(ended))
    row = {"token": _digest(token), "agent_id": agent_id, "version": version, "began_at": now, "seen_at": now}
    connection.execute(insert(AGENT_SESSION).values(row))


def find(connection: Connection, token: str, now: datetime, *, acts: bool = True) -> Here | None:
    """Who holds this token, if the session still goes on; `acts` tells that somebody is there, which is noted."""
    mine = AGENT_SESSION.c.token == _digest(token)
    live = AGENT_SESSION.c.began_at > now - LONGEST, AGENT_SESSION.c.seen_at > now - IDLE
    row = connection.execute(_found.where(mine, *live)).first()
    if row is None:
        return None
    if acts and row.seen_at < now - SEEN_EVERY:
        connection.execute(update(AGENT_SESSION).where(mine).values(seen_at=now))
    return Here(row.id, row.name, row.role, row.available)


def end(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(delete(AGENT_SESSION).where(AGENT_SESSION.c.token == _digest(token)))


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()
