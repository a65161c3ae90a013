"""How many cases each folder has: a few are counted while the page waits, many are told from what was counted before.

The worker counts all of them once a minute, by folder and reason; no page ever goes through a long queue.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, ScalarSelect, delete, func, insert, select

from models.cases.queue import FOLDERS, Folder, within
from models.columns import columns
from models.database import writing
from models.rows import CASE_COUNT
from models.tables.cases import CaseRow

FEW = 100
"""Up to here they are counted exactly."""
KEPT: tuple[Folder, ...] = ("waiting", "urgent", "all")

_case = columns(CaseRow)


@dataclass(frozen=True, slots=True)
class ReasonCount:
    """Who waits for a reason, as counted last; `oldest` is since when the longest of them does."""

    reason: str
    number: int
    oldest: datetime | None


def recount(connection: Connection, now: datetime) -> None:
    """Count all open cases anew: by reading alone, then the numbers are put in place of those before."""
    kinds = {folder: within(folder, 0, now) for folder in KEPT}
    asked = [
        each
        for condition in kinds.values()
        for each in (func.count().filter(condition), func.min(_case.waiting_since).filter(condition))
    ]
    found = connection.execute(
        select(_case.reason, *asked).where(_case.closed_at.is_(None)).group_by(_case.reason)
    ).all()
    rows = [
        {"folder": folder, "reason": reason, "number": numbers[2 * place], "oldest": numbers[2 * place + 1]}
        for reason, *numbers in found
        for place, folder in enumerate(KEPT)
        if numbers[2 * place]
    ]
    with writing(connection):
        connection.execute(delete(CASE_COUNT))
        if rows:
            connection.execute(insert(CASE_COUNT), rows)


def counts(connection: Connection, agent_id: int, now: datetime) -> dict[Folder, int]:
    """How many cases each folder has; `FEW` + 1 stands for more where nobody has counted them yet."""
    found = connection.execute(select(*(_few(folder, agent_id, now).label(folder) for folder in FOLDERS))).one()
    seen: dict[Folder, int] = {folder: getattr(found, folder) for folder in FOLDERS}
    if max(seen.values()) <= FEW:
        return seen
    sums = select(CASE_COUNT.c.folder, func.sum(CASE_COUNT.c.number)).group_by(CASE_COUNT.c.folder)
    kept = {folder: int(number) for folder, number in connection.execute(sums)}
    return {folder: max(number, kept.get(folder, 0)) if number > FEW else number for folder, number in seen.items()}


def waiting(connection: Connection) -> Sequence[ReasonCount]:
    """Who waits, by reason, the most first."""
    wanted = select(CASE_COUNT.c.reason, CASE_COUNT.c.number, CASE_COUNT.c.oldest).where(
        CASE_COUNT.c.folder == "waiting"
    )
    rows = connection.execute(wanted.order_by(CASE_COUNT.c.number.desc(), CASE_COUNT.c.reason))
    return [ReasonCount(row.reason, row.number, row.oldest) for row in rows]


def _few(folder: Folder, agent_id: int, now: datetime) -> ScalarSelect[int]:
    some = select(_case.folio).where(within(folder, agent_id, now)).limit(FEW + 1).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
