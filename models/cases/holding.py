"""Holding a case: each step is one conditional update, so of two agents at once one has it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, and_, func, insert, or_, select, update

from models.cases import whose
from models.rows import ACCOUNT, AGENT, CASE

LEASE = timedelta(minutes=5)
"""How long a case stays with an agent whose browser is heard no more."""
UNDO = timedelta(seconds=5)
"""In which an agent may think better of what they sent or closed."""


@dataclass(frozen=True, slots=True)
class Held:
    """An open or closed case. `holder_id` and `holder` are whoever holds it now."""

    folio: str
    line: str
    account_id: int | None
    reason: str
    urgent: bool
    opened_at: datetime
    waiting_since: datetime | None
    snoozed_until: datetime | None
    first_reply_at: datetime | None
    verified_by: str | None
    verified_at: datetime | None
    closed_at: datetime | None
    outcome: str | None
    holder_id: int | None
    holder: str


def find(connection: Connection, folio: str, now: datetime) -> Held | None:
    """The case with that folio."""
    wanted = select(CASE, AGENT.c.name).outerjoin(AGENT, AGENT.c.id == CASE.c.agent_id)
    row = connection.execute(wanted.where(CASE.c.folio == folio)).first()
    if row is None:
        return None
    held = row.agent_id is not None and row.closed_at is None and row.lease_until and row.lease_until > now
    facts = {name: getattr(row, name) for name in Held.__slots__ if not name.startswith("holder")}
    return Held(**facts, holder_id=row.agent_id if held else None, holder=row.name if held else "")


def of_line(connection: Connection, line: str) -> str | None:
    """The folio of the open case of who has the line, the newest if there are several."""
    wanted = select(CASE.c.folio).where(whose.of_line(line), CASE.c.closed_at.is_(None))
    return connection.execute(wanted.order_by(CASE.c.opened_at.desc()).limit(1)).scalar()


def begin(connection: Connection, folio: str, line: str, reason: str, now: datetime) -> None:
    """Open a case for a line, as an agent does for who is on the telephone."""
    account = select(ACCOUNT.c.id).where(ACCOUNT.c.line == line).scalar_subquery()
    row = {
        "folio": folio,
        "line": line,
        "account_id": account,
        "reason": reason,
        "opened_at": now,
        "waiting_since": now,
    }
    connection.execute(insert(CASE).values(row))


def claim(connection: Connection, folio: str, agent_id: int, now: datetime) -> bool:
    """Take an open case that nobody else holds; taking one's own again renews the lease."""
    free = or_(CASE.c.agent_id.is_(None), CASE.c.agent_id == agent_id, CASE.c.lease_until <= now)
    return _change(connection, folio, free, agent_id=agent_id, lease_until=now + LEASE, snoozed_until=None)


def release(connection: Connection, folio: str, agent_id: int, now: datetime, until: datetime | None = None) -> bool:
    """Give a case back, to be shown at once or not before a moment."""
    return _change(connection, folio, _mine(agent_id, now), agent_id=None, lease_until=None, snoozed_until=until)


def transfer(connection: Connection, folio: str, agent_id: int, to: int, now: datetime) -> bool:
    """Hand a case to another agent."""
    return _change(connection, folio, _mine(agent_id, now), agent_id=to, lease_until=now + LEASE)


def close(connection: Connection, folio: str, agent_id: int, outcome: str, now: datetime) -> bool:
    """End a case, saying what came of it."""
    return _change(connection, folio, _mine(agent_id, now), closed_at=now, outcome=outcome, lease_until=None)


def last_of(connection: Connection, folio: str) -> int | None:
    """The agent who holds a case, or who held it last."""
    return connection.execute(select(CASE.c.agent_id).where(CASE.c.folio == folio)).scalar()


def reopen(connection: Connection, folio: str, agent_id: int, now: datetime) -> datetime | None:
    """Take back the closing of a case, by whoever closed it and at once; when it was closed, or None: too late."""
    mine = [CASE.c.folio == folio, CASE.c.agent_id == agent_id, CASE.c.closed_at > now - UNDO]
    closed_at = connection.execute(select(CASE.c.closed_at).where(*mine)).scalar()
    again = {"closed_at": None, "outcome": None, "lease_until": now + LEASE}
    changed = connection.execute(update(CASE).where(*mine).values(again)).rowcount
    return closed_at if changed else None


def answered(connection: Connection, folio: str, now: datetime) -> None:
    """The worker has been written to, and is waited for now."""
    first = func.coalesce(CASE.c.first_reply_at, now)
    connection.execute(update(CASE).where(CASE.c.folio == folio).values(waiting_since=None, first_reply_at=first))


def held_by(connection: Connection, agent_id: int, now: datetime) -> Sequence[str]:
    """The folios of the cases that an agent holds."""
    open_ = CASE.c.closed_at.is_(None)
    return connection.execute(select(CASE.c.folio).where(open_, _mine(agent_id, now))).scalars().all()


def _mine(agent_id: int, now: datetime) -> ColumnElement[bool]:
    return and_(CASE.c.agent_id == agent_id, CASE.c.lease_until > now)


def _change(connection: Connection, folio: str, condition: ColumnElement[bool], **values: object) -> bool:
    changed = update(CASE).where(CASE.c.folio == folio, CASE.c.closed_at.is_(None), condition)
    return bool(connection.execute(changed.values(values)).rowcount)
