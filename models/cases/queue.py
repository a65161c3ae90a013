"""The queue: folders of open cases, the longest waiting first, each page found from where the one before it ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from models.rows import AGENT, CASE

Folder = Literal["mine", "waiting", "urgent", "all"]
FOLDERS: tuple[Folder, ...] = ("mine", "waiting", "urgent", "all")
PAGE = 50


class QueueRow(NamedTuple):
    """A case as a list shows it. `holder` is the name of the agent who holds it now, or empty."""

    folio: str
    line: str
    reason: str
    urgent: bool
    opened_at: datetime
    waiting_since: datetime | None
    snoozed_until: datetime | None
    holder: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page ended: the last case's folio, and since when it waits."""

    waiting_since: datetime | None
    folio: str


def listed(
    connection: Connection,
    folder: Folder,
    agent_id: int,
    now: datetime,
    *,
    reason: str = "",
    after: Place | None = None,
) -> Sequence[QueueRow]:
    """A page of a folder, and one row more where there is another page; `reason` narrows it.

    Those who wait come first, then those whose answer is awaited: each is a step of an index, however long the queue.
    """
    conditions = [within(folder, agent_id, now), *([CASE.c.reason == reason] if reason else [])]
    rows: list[QueueRow] = []
    if after is None or after.waiting_since is not None:
        since = _after(after) if after else []
        rows += _read(connection, now, [*conditions, CASE.c.waiting_since.is_not(None), *since], PAGE + 1)
    if folder != "waiting" and (room := PAGE + 1 - len(rows)) > 0:
        since = [CASE.c.folio > after.folio] if after and after.waiting_since is None else []
        rows += _read(connection, now, [*conditions, CASE.c.waiting_since.is_(None), *since], room)
    return rows


def reasons(connection: Connection) -> Sequence[str]:
    """The reasons of open cases: one step of the index each, however many cases there are."""
    first = (
        select(func.min(CASE.c.reason).label("reason")).where(CASE.c.closed_at.is_(None)).cte("step", recursive=True)
    )
    following = select(func.min(CASE.c.reason)).where(CASE.c.closed_at.is_(None), CASE.c.reason > first.c.reason)
    steps = first.union_all(select(following.scalar_subquery()).where(first.c.reason.is_not(None)))
    return connection.execute(select(steps.c.reason).where(steps.c.reason.is_not(None))).scalars().all()


def oldest(connection: Connection, now: datetime) -> datetime | None:
    """Since when the case waits that has waited longest and that nobody has."""
    first = select(CASE.c.waiting_since).where(within("waiting", 0, now)).order_by(CASE.c.waiting_since, CASE.c.folio)
    return connection.execute(first.limit(1)).scalar()


def within(folder: Folder, agent_id: int, now: datetime) -> ColumnElement[bool]:
    """The condition for a case to be in a folder."""
    is_open: ColumnElement[bool] = CASE.c.closed_at.is_(None)
    held = and_(CASE.c.agent_id.is_not(None), CASE.c.lease_until > now)
    awake = or_(CASE.c.snoozed_until.is_(None), CASE.c.snoozed_until <= now)
    if folder == "mine":
        return and_(is_open, CASE.c.agent_id == agent_id, CASE.c.lease_until > now)
    if folder == "waiting":
        return and_(is_open, ~held, awake, CASE.c.waiting_since.is_not(None))
    if folder == "urgent":
        return and_(is_open, CASE.c.urgent.is_(True))
    return is_open


def _after(place: Place) -> list[ColumnElement[bool]]:
    """Later in the order of `waiting_since` and folio; the first condition is what an index is entered by."""
    later = CASE.c.waiting_since > place.waiting_since
    return [CASE.c.waiting_since >= place.waiting_since, or_(later, CASE.c.folio > place.folio)]


def _read(connection: Connection, now: datetime, conditions: list[Any], most: int) -> list[QueueRow]:
    wanted = (
        select(
            *(CASE.c.folio, CASE.c.line, CASE.c.reason, CASE.c.urgent, CASE.c.opened_at),
            *(CASE.c.waiting_since, CASE.c.snoozed_until, CASE.c.lease_until, AGENT.c.name),
        )
        .outerjoin(AGENT, AGENT.c.id == CASE.c.agent_id)
        .where(*conditions)
        .order_by(CASE.c.waiting_since, CASE.c.folio)
        .limit(most)
    )
    return [
        QueueRow(
            *(row.folio, row.line, row.reason, row.urgent, row.opened_at, row.waiting_since, row.snoozed_until),
            holder=row.name if row.lease_until and row.lease_until > now else "",
        )
        for row in connection.execute(wanted)
    ]
