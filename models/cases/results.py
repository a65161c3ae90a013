"""What came of closed cases, kept as counts by day, agent and reason, in the transaction that closes each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, func, insert, select, update

from flows.turn.turn import INSTITUTION_TIME
from models.cases.holding import Held
from models.columns import table
from models.tables.agents import Agent
from models.tables.board import CaseResult

_result, _agent = table(CaseResult), table(Agent)
NUMBERS = "closed", "solved_in_time", "solve_seconds", "replied", "replied_in_time", "reply_seconds"


@dataclass(frozen=True, slots=True)
class Targets:
    """Within which time a case is to be answered first, and to be closed."""

    reply: timedelta
    solve: timedelta


@dataclass(frozen=True, slots=True)
class Result:
    """What an agent closed for a reason since a day. Times are sums in seconds."""

    agent: str
    reason: str
    closed: int
    solved_in_time: int
    solve_seconds: int
    replied: int
    replied_in_time: int
    reply_seconds: int


def count(connection: Connection, case: Held, agent_id: int, targets: Targets, now: datetime) -> None:
    """Count a case that an agent closes now."""
    took = now - case.opened_at
    replied = case.first_reply_at - case.opened_at if case.first_reply_at else None
    added = {
        "closed": 1,
        "solved_in_time": int(took <= targets.solve),
        "solve_seconds": int(took.total_seconds()),
        "replied": int(replied is not None),
        "replied_in_time": int(replied is not None and replied <= targets.reply),
        "reply_seconds": int(replied.total_seconds()) if replied else 0,
    }
    key = {"day": now.astimezone(INSTITUTION_TIME).date(), "agent_id": agent_id, "reason": case.reason}
    mine = [_result.c[name] == value for name, value in key.items()]
    more = {name: _result.c[name] + value for name, value in added.items()}
    if not connection.execute(update(_result).where(*mine).values(more)).rowcount:
        connection.execute(insert(_result).values(**key, **added))


def since(connection: Connection, day: date) -> Sequence[Result]:
    """By agent and reason, of the days from this one on."""
    sums = [func.sum(_result.c[name]) for name in NUMBERS]
    query = (
        select(_agent.c.name, _result.c.reason, *sums)
        .join(_agent, _agent.c.id == _result.c.agent_id)
        .where(_result.c.day >= day)
        .group_by(_agent.c.name, _result.c.reason)
        .order_by(_agent.c.name, _result.c.reason)
    )
    return [Result(row[0], row[1], *map(int, row[2:])) for row in connection.execute(query)]
