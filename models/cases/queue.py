"""The queue: folders of open cases, the longest waiting first. Counts stop at `MOST`, to cost the same at any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from models.columns import columns, table
from models.tables.agents import Agent
from models.tables.cases import CaseRow

Folder = Literal["mine", "waiting", "urgent", "all"]
FOLDERS: tuple[Folder, ...] = ("mine", "waiting", "urgent", "all")
MOST = 1000
"""Beyond it a count is told as so many and more."""
PAGE = 50
LAST_PAGE = 200
"""Nobody leafs further; a reason narrows the list."""

_case = columns(CaseRow)
_names = table(Agent)


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A case as a list shows it. `holder` is the name of the agent who holds it now, or empty."""

    folio: str
    line: str
    reason: str
    urgent: bool
    opened_at: datetime
    waiting_since: datetime | None
    snoozed_until: datetime | None
    holder: str


def listed(
    connection: Connection, folder: Folder, agent_id: int, now: datetime, *, reason: str = "", page: int = 0
) -> Sequence[QueueRow]:
    """A page of a folder, and one row more where there is another page; `reason` narrows it."""
    wanted = (
        select(
            *(_case.folio, _case.line, _case.reason, _case.urgent, _case.opened_at),
            *(_case.waiting_since, _case.snoozed_until, _case.lease_until, _names.c.name),
        )
        .outerjoin(_names, _names.c.id == _case.agent_id)
        .where(_in(folder, agent_id, now), *([_case.reason == reason] if reason else []))
        .order_by(_case.waiting_since.nulls_last(), _case.folio)
        .limit(PAGE + 1)
        .offset(page * PAGE)
    )
    return [
        QueueRow(
            *(row.folio, row.line, row.reason, row.urgent, row.opened_at, row.waiting_since, row.snoozed_until),
            holder=row.name if row.lease_until and row.lease_until > now else "",
        )
        for row in connection.execute(wanted)
    ]


def counts(connection: Connection, agent_id: int, now: datetime) -> dict[Folder, int]:
    """How many cases each folder has, up to `MOST`."""

    def count(folder: Folder) -> int:
        some = select(_case.folio).where(_in(folder, agent_id, now)).limit(MOST).subquery()
        return connection.execute(select(func.count()).select_from(some)).scalar_one()

    return {folder: count(folder) for folder in FOLDERS}


def reasons(connection: Connection) -> Sequence[str]:
    """The reasons of open cases: one step of the index each, however many cases there are."""
    found: list[str] = []
    next_one = select(func.min(_case.reason)).where(_case.closed_at.is_(None))
    while reason := connection.execute(next_one.where(_case.reason > (found[-1] if found else ""))).scalar():
        found.append(reason)
    return found


def oldest(connection: Connection, now: datetime) -> datetime | None:
    """Since when the case waits that has waited longest and that nobody has."""
    first = select(_case.waiting_since).where(_in("waiting", 0, now)).order_by(_case.waiting_since, _case.folio)
    return connection.execute(first.limit(1)).scalar()


def _in(folder: Folder, agent_id: int, now: datetime) -> ColumnElement[bool]:
    is_open: ColumnElement[bool] = _case.closed_at.is_(None)
    held = and_(_case.agent_id.is_not(None), _case.lease_until > now)
    awake = or_(_case.snoozed_until.is_(None), _case.snoozed_until <= now)
    if folder == "mine":
        return and_(is_open, _case.agent_id == agent_id, _case.lease_until > now)
    if folder == "waiting":
        return and_(is_open, ~held, awake, _case.waiting_since.is_not(None))
    if folder == "urgent":
        return and_(is_open, _case.urgent.is_(True))
    return is_open
