"""Planning notices in bulk, by SQL alone: the worker's data never leave the database.

A plan goes over the accounts in ranges, one transaction each. Two planners at once take turns; whoever comes
second finds nothing left to plan. Unique keys would refuse a second notice even so. A kind whose statement is wrong is
left out, with the reason; the others are planned.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from sqlalchemy import BigInteger, ColumnElement, Connection, case, cast, func, literal, select, true

from config.errors import where
from flows.records.ages import Ages
from flows.records.service import Topic
from models.columns import columns, table
from models.database import Database, at_fault, insert_new, tried, writing
from models.notices.audience import FoundAccounts, Scope
from models.notices.topics import bits
from models.notices.waiting import Waiting, waiting
from models.tables.accounts import AccountRow
from models.tables.notices import HELD_OUT, PLANNED, Notice

RANGE = 100_000
"""Accounts in one transaction."""

SPREAD = 4 * 3600
"""Seconds over which a plan for everybody is spread, so that the replies to it are too."""

LONGEST_GAP = 6.0
"""Seconds between two notices of a small plan."""

_LOCK = 0x4D43_4E50
_MIX, _PRIME = 7919, 999_983
"""What spreads workers over a hundred places by their NSS, without its check digit."""
_notice, _account = columns(Notice), columns(AccountRow)


class Plannable(Protocol):
    """What planning needs to know of a kind; see `notices.kinds.kind`."""

    @property
    def name(self) -> str:
        """Of the kind."""

    @property
    def topics(self) -> tuple[Topic, ...]:
        """One of these the worker must have consented to; empty: none."""

    @property
    def life(self) -> timedelta:
        """After this it would be of no use."""

    @property
    def whom(self) -> Callable[[Scope], Iterable[FoundAccounts]]:
        """Whom to tell."""

    @property
    def asks(self) -> bool:
        """Whether it goes before all others."""

    @property
    def helped(self) -> ColumnElement[bool] | None:
        """What shows that it helped; None: everybody is told."""

    @property
    def keep(self) -> Callable[[Scope], None]:
        """What to keep once a range is planned."""


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """How far a plan is: accounts looked at, of how many, notices planned by kind; a dry run's with what would wait.

    `faults`: the kinds that could not be planned, each with where and why.
    """

    done: int
    total: int
    planned: Counter[str]
    faults: dict[str, str]
    waiting: Waiting | None = None


def plan(
    database: Database,
    now: datetime,
    today: date,
    kinds: Iterable[Plannable],
    zones: Mapping[str, tuple[str, ...]],
    central: str,
    *,
    dry: bool = False,
    held_out: int = 0,
    ages: Ages | None = None,
) -> Iterator[PlanProgress]:
    """Plan what is due; yields after each range of accounts.

    `zones` gives the area codes of each time zone, `central` is every other line's. `dry` counts and keeps nothing.
    `held_out`: per cent of workers who are not told what is to help, so that it can be seen whether it does.
    `ages`: when each is told; the usual ones without.
    """
    kinds, moment = list(kinds), int(now.timestamp())
    with database.connect() as connection:
        last: int = connection.execute(select(func.coalesce(func.max(_account.id), 0))).scalar_one()
    gap = min(LONGEST_GAP, SPREAD / max(last, 1))
    planned, faults = Counter[str](), dict[str, str]()
    would_wait = Waiting() if dry else None
    for low in range(0, last, RANGE):
        with database.connect() as connection, _planning(connection, dry):
            scope = Scope(connection, low, min(low + RANGE, last), now, today, ages or Ages())
            inserter = _Inserter(connection, now, gap, zones, central, planned.total(), held_out)
            for kind in kinds:
                try:
                    with tried(connection):
                        planned[kind.name] += inserter.insert(kind, scope)
                except Exception as error:
                    if not at_fault(error):
                        raise
                    faults[kind.name] = where(error)
            if would_wait:
                would_wait.add(waiting(connection, fresh=(moment, scope.low, scope.high)))
        yield PlanProgress(scope.high, last, planned, faults, would_wait)


class _Dry(Exception):
    """Undoes a range of a dry run."""


@contextmanager
def _planning(connection: Connection, dry: bool) -> Iterator[None]:
    """One transaction, one planner at a time; SQLite's write lock is that already."""
    with suppress(_Dry), writing(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")  # another planner may be at it for a while
            # Figures of the tables are from before the plan: one that was empty then would be read whole for each row.
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
            connection.exec_driver_sql("SET LOCAL jit = off")  # each statement of a range took 0.3 s to compile
            connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        yield
        if dry:
            raise _Dry


@dataclass(slots=True)
class _Inserter:
    """Turns a kind's selects into rows, due one after the other."""

    connection: Connection
    now: datetime
    gap: float
    zones: Mapping[str, tuple[str, ...]]
    central: str
    before: int
    held_out: int

    def insert(self, kind: Plannable, scope: Scope) -> int:
        """Plan for those whom the kind finds and who are not to be told already; returns how many."""
        count = sum(self._rows(kind, found) for found in kind.whom(scope))
        if count:
            kind.keep(scope)
        return count

    def _rows(self, kind: Plannable, whom: FoundAccounts) -> int:
        found = whom.subquery("found")
        moment = int(self.now.timestamp())
        place = func.row_number().over(order_by=found.c.account_id) + self.before
        area = func.substr(found.c.line, 4, 3)
        wait = place * literal(int(self.gap * 1000), BigInteger) // 1000
        row = {
            "nss": found.c.nss,
            "account_id": found.c.account_id,
            "kind": literal(kind.name),
            "subject": found.c.subject,
            "topics": literal(bits(kind.topics)),
            "status": self._status(kind, found.c.nss),
            "zone": case(*((area.in_(codes), zone) for zone, codes in self.zones.items()), else_=self.central),
            "urgent": literal(kind.asks),
            "due_at": literal(moment, BigInteger) + (0 if kind.asks else wait),
            "ends_at": literal(moment + int(kind.life.total_seconds()), BigInteger),
            "planned_at": literal(moment, BigInteger),
        }
        # Looked up by the unique key row by row. As EXISTS it is joined with all that is planned, by figures of the
        # table from before the plan, which costs each range more than the one before.
        known = select(func.count()).where(
            _notice.nss == found.c.nss, _notice.kind == kind.name, _notice.subject == found.c.subject
        )
        # SQLite needs a WHERE to tell the select's ON from the insert's.
        rows = select(*row.values()).where(true(), known.scalar_subquery() == 0)
        count = insert_new(self.connection, table(Notice), list(row), rows)
        self.before += count
        return count

    def _status(self, kind: Plannable, nss: ColumnElement[str]) -> ColumnElement[str]:
        """A worker is always on the same side, whatever kind it is."""
        if not self.held_out or kind.helped is None:
            return literal(PLANNED)
        of_100 = cast(func.substr(nss, 1, 10), BigInteger) * _MIX % _PRIME % 100
        return case((of_100 < self.held_out, HELD_OUT), else_=PLANNED)
