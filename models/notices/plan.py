"""Planning notices in bulk, by SQL alone: the worker's data never leave the database.

A plan goes over the accounts in ranges, one transaction each. Two planners at once take turns; whoever comes
second finds nothing left to plan. Unique keys would refuse a second notice even so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, case, func, literal, select, true
from sqlalchemy.dialects import postgresql, sqlite

from models.database import Database, writing
from models.notices import sources, topics
from models.notices.sources import Scope
from models.notices.topics import CONTRIBUTION, MISSING
from models.notices.waiting import Waiting, waiting
from models.tables.institution import CalendarRow, ContributionRow
from models.tables.notices import PLANNED, Notice, NoticeContribution

RANGE = 100_000
"""Accounts in one transaction."""

SPREAD = 4 * 3600
"""Seconds over which a plan for everybody is spread, so that the replies to it are too."""

LONGEST_GAP = 6.0
"""Seconds between two notices of a small plan."""

LATE_DAYS = 10
"""Days after an employer's last day before a contribution counts as missing: the files take that long."""

LIFE_DAYS = {
    topics.CONTRIBUTION: 15,
    topics.MISSING: 15,
    topics.PAYMENT_DUE: 3,
    topics.PAYMENT_RECEIVED: 5,
    topics.ORDER: 10,
    topics.APPLICATION: 10,
    topics.ACTIVATION: 2,
}
"""Days after which a notice would be of no use."""

_LOCK = 0x4D43_4E50
_notice = Notice.__table__  # type: ignore[attr-defined]
_told = NoticeContribution.__table__  # type: ignore[attr-defined]
_calendar = CalendarRow.__table__.c  # type: ignore[attr-defined]
_contribution = ContributionRow.__table__.c  # type: ignore[attr-defined]
_account = sources._account


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a plan is: accounts looked at, of how many, notices planned by kind; a dry run's with what would wait."""

    done: int
    total: int
    planned: Counter[str]
    waiting: Waiting | None = None


def plan(
    database: Database,
    now: datetime,
    today: date,
    zones: dict[str, str],
    central: str,
    *,
    dry: bool = False,
    kinds: tuple[str, ...] = topics.KINDS,
) -> Iterator[Progress]:
    """Plan what is due; yields after each range of accounts.

    `zones` maps area codes to time zones, `central` is every other line's. `dry` counts and keeps nothing.
    """
    with database.connect() as connection:
        last: int = connection.execute(select(func.coalesce(func.max(_account.id), 0))).scalar_one()
        periods = list(_missing_periods(connection, today)) if MISSING in kinds else []
    gap = min(LONGEST_GAP, SPREAD / max(last, 1))
    planned: Counter[str] = Counter()
    would_wait = Waiting() if dry else None
    for low in range(0, last, RANGE):
        scope = Scope(low, min(low + RANGE, last), now, today)
        with database.connect() as connection, _planning(connection, dry):
            inserter = _Inserter(connection, now, gap, zones, central, planned.total())
            for kind, source in sources.SOURCES.items():
                if kind in kinds:
                    count = inserter.insert(kind, source(scope))
                    planned[kind] += count
                    if count and kind == CONTRIBUTION:
                        _remember_contributions(connection, scope, int(now.timestamp()))
            for period, before in periods:
                planned[MISSING] += inserter.insert(MISSING, sources.missing(scope, period, before))
            if would_wait:
                would_wait.add(waiting(connection, fresh=(int(now.timestamp()), scope.low, scope.high)))
        yield Progress(scope.high, last, planned, would_wait)


class _Dry(Exception):
    """Undoes a range of a dry run."""


@contextmanager
def _planning(connection: Connection, dry: bool) -> Iterator[None]:
    """One transaction, one planner at a time; SQLite's write lock is that already."""
    with suppress(_Dry), writing(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")  # another planner may be at it for a while
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield
        if dry:
            raise _Dry


@dataclass(slots=True)
class _Inserter:
    """Turns a kind's select into rows, due one after the other."""

    connection: Connection
    now: datetime
    gap: float
    zones: dict[str, str]
    central: str
    before: int

    def insert(self, kind: str, source: Select[tuple[str, int, str, str]]) -> int:
        """Plan what the select gives and is not planned yet; returns how many."""
        found = source.subquery("found")
        moment = int(self.now.timestamp())
        place = func.row_number().over(order_by=found.c.account_id) + self.before
        wait = place * literal(int(self.gap * 1000), BigInteger) // 1000
        zone = case(self.zones, value=func.substr(found.c.line, 4, 3), else_=self.central)
        ends = moment + int(timedelta(days=LIFE_DAYS[kind]).total_seconds())
        row = {
            "nss": found.c.nss,
            "account_id": found.c.account_id,
            "kind": literal(kind),
            "subject": found.c.subject,
            "status": literal(PLANNED),
            "zone": zone,
            "due_at": literal(moment, BigInteger) + wait,
            "ends_at": literal(ends, BigInteger),
            "planned_at": literal(moment, BigInteger),
        }
        # SQLite needs a WHERE to tell the select's ON from the insert's.
        known = select(_notice.c.id).where(
            _notice.c.nss == found.c.nss, _notice.c.kind == kind, _notice.c.subject == found.c.subject
        )
        rows = select(*row.values()).where(true(), ~known.exists())
        count = _insert(self.connection, _notice, list(row), rows)
        self.before += count
        return count


def _insert(connection: Connection, table: Any, columns: list[str], rows: Select[Any]) -> int:
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(table).from_select(columns, rows).on_conflict_do_nothing()
    return int(connection.execute(statement, execution_options={"preserve_rowcount": True}).rowcount)


def _remember_contributions(connection: Connection, scope: Scope, moment: int) -> None:
    """Keep which notice tells of which contribution, so that none is told twice."""
    fresh = sources.fresh_contributions(scope).subquery("fresh")
    of = (_notice.c.nss == fresh.c.nss, _notice.c.kind == CONTRIBUTION, _notice.c.planned_at == moment)
    rows = (
        select(fresh.c.folio, func.max(_notice.c.id))
        .join_from(fresh, _notice, of[0] & of[1] & of[2])
        .where(true())
        .group_by(fresh.c.folio)
    )
    _insert(connection, _told, ["folio", "notice_id"], rows)


def _missing_periods(connection: Connection, today: date) -> Iterator[tuple[str, str]]:
    """Periods whose last day passed some time ago, and the ones before them; only if their file has come at all."""
    latest, earliest = today - timedelta(days=LATE_DAYS), today - timedelta(days=LATE_DAYS + 30)
    due = select(_calendar.period).where(_calendar.due_on.between(earliest, latest))
    for period in connection.execute(due).scalars().all():
        arrived = select(_contribution.folio).where(_contribution.period == period).limit(1)
        if connection.execute(arrived).first():
            year, _, number = period.partition("-")
            yield period, f"{int(year) - 1}-6" if number == "1" else f"{year}-{int(number) - 1}"
