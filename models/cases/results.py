"""What came of closed cases, kept as counts by day, agent and reason, in the transaction that closes each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import BigInteger, Connection, cast, func, insert, select, update

from flows.turn.turn import INSTITUTION_TIME
from models.cases.holding import Held
from models.rows import AGENT, CASE_RESULT

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


def count(connection: Connection, case: Held, agent_id: int, targets: Targets, closed: datetime, by: int = 1) -> None:
    """Count a case that an agent closes; `by` minus one counts it no more."""
    took = closed - case.opened_at
    replied = case.first_reply_at - case.opened_at if case.first_reply_at else None
    added = {
        "closed": 1,
        "solved_in_time": int(took <= targets.solve),
        "solve_seconds": int(took.total_seconds()),
        "replied": int(replied is not None),
        "replied_in_time": int(replied is not None and replied <= targets.reply),
        "reply_seconds": int(replied.total_seconds()) if replied else 0,
    }
    key = {"day": closed.astimezone(INSTITUTION_TIME).date(), "agent_id": agent_id, "reason": case.reason}
    mine = [CASE_RESULT.c[name] == value for name, value in key.items()]
    more = {name: CASE_RESULT.c[name] + by * value for name, value in added.items()}
    if not connection.execute(update(CASE_RESULT).where(*mine).values(more)).rowcount:
        connection.execute(insert(CASE_RESULT).values(**key, **added))


def since(connection: Connection, day: date) -> Sequence[Result]:
    """By agent and reason, of the days from this one on."""
    sums = [cast(func.sum(CASE_RESULT.c[name]), BigInteger).label(name) for name in NUMBERS]
    query = (
        select(AGENT.c.name.label("agent"), CASE_RESULT.c.reason, *sums)
        .join(AGENT, AGENT.c.id == CASE_RESULT.c.agent_id)
        .where(CASE_RESULT.c.day >= day)
        .group_by(AGENT.c.name, CASE_RESULT.c.reason)
        .order_by(AGENT.c.name, CASE_RESULT.c.reason)
    )
    return [Result(**row._mapping) for row in connection.execute(query)]
