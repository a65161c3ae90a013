"""Counting what has happened, a few minutes of it at a time, each once: no page ever goes through the journal.

What is found and that it was counted are written in one transaction, when the window has been over for a while, so
that a row that was committed late is in it. Whoever dies leaves the window to the next.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, ScalarSelect, Select, Table, exists, func, insert, select, update

from flows.turn.turn import INSTITUTION_TIME
from models.database import writing
from models.rows import COUNTED_UNTIL, DAY_COUNT, HOUR_COUNT, JOURNAL, MESSAGE
from models.tables.journal import PASSED_ON
from models.tables.outbox import EXPIRED, FAILED

WINDOW = timedelta(minutes=5)
SETTLES = timedelta(minutes=1)
"""After its end, until nothing is added to a window any more: longer than any transaction of a turn."""
BACK = timedelta(days=7)
"""What is counted of a journal that was there before the board."""
EVERYTHING = "all"

BY_DAY = frozenset({"reached", "went_on"})
"""What is kept by day; the rest by hour."""

_before = JOURNAL.alias("before")
_passed = JOURNAL.alias("passed")
Counts = dict[tuple[str, str], int]


def count_window(connection: Connection, now: datetime) -> bool:
    """Count the next window in which something happened; False when there is none that is over.

    It is counted by reading alone; the transaction only adds a few numbers, so that no turn waits for it.
    """
    until, begins = _next(connection, now)
    ends = begins + WINDOW
    if ends + SETTLES > now:
        return False
    numbers = _counted(connection, begins, ends)
    with writing(connection):
        if not _move(connection, until, ends):
            return True  # somebody else has counted it
        for (kind, label), number in numbers.items():
            what = {"kind": kind, "label": label[:80]}
            if kind in BY_DAY:
                _add(connection, DAY_COUNT, {"day": begins.astimezone(INSTITUTION_TIME).date(), **what}, number)
            else:
                _add(connection, HOUR_COUNT, {"hour": begins.replace(minute=0), **what}, number)
    return True


def _next(connection: Connection, now: datetime) -> tuple[datetime | None, datetime]:
    """Up to where has been counted, and the window of the first thing that happened after it."""
    until: datetime | None = connection.execute(
        select(COUNTED_UNTIL.c.until).where(COUNTED_UNTIL.c.what == EVERYTHING)
    ).scalar()
    since = until or now - BACK
    firsts = [
        connection.execute(select(func.min(moment)).where(moment >= since)).scalar()
        for moment in (JOURNAL.c.at, MESSAGE.c.final_at)
    ]
    first: datetime = min((moment for moment in firsts if moment), default=now).astimezone(UTC)
    return until, first.replace(minute=first.minute // 5 * 5, second=0, microsecond=0)


def _move(connection: Connection, until: datetime | None, ends: datetime) -> bool:
    """Mark it as counted, where it still is as it was."""
    if until is None:
        known = connection.execute(select(COUNTED_UNTIL.c.until).where(COUNTED_UNTIL.c.what == EVERYTHING)).first()
        if known is None:
            connection.execute(insert(COUNTED_UNTIL).values(what=EVERYTHING, until=ends))
        return known is None
    moved = (
        update(COUNTED_UNTIL)
        .where(COUNTED_UNTIL.c.what == EVERYTHING, COUNTED_UNTIL.c.until == until)
        .values(until=ends)
    )
    return bool(connection.execute(moved).rowcount)


def _counted(connection: Connection, begins: datetime, ends: datetime) -> Counts:
    found: Counts = {}
    for kind, query in _questions(begins, ends):
        for label, number in connection.execute(query):
            found[kind, label or ""] = found.get((kind, label or ""), 0) + number
    return found


def _questions(begins: datetime, ends: datetime) -> Iterator[tuple[str, Select[Any]]]:
    """What came by which channel, which state was reached and from which it went on, how messages ended and why."""
    turns = JOURNAL.c.at >= begins, JOURNAL.c.at < ends, JOURNAL.c.driver == "worker"
    ended = MESSAGE.c.final_at >= begins, MESSAGE.c.final_at < ends, MESSAGE.c.channel == "sms"
    for kind, column in (("in", JOURNAL.c.channel), ("reached", JOURNAL.c.state)):
        yield kind, select(column, func.count()).where(*turns).group_by(column)
    same = (_before.c.session == JOURNAL.c.session) & (_before.c.turn == JOURNAL.c.turn - 1)
    state = _before.c.state
    went_on = select(state, func.count()).select_from(JOURNAL.join(_before, same)).where(*turns, ~_passed_between())
    yield "went_on", went_on.group_by(state)
    told = _left_for_agent().label("state")
    passed = select(told).where(*turns, JOURNAL.c.state == PASSED_ON).subquery()
    some = passed.c.state != PASSED_ON
    yield "went_on", select(passed.c.state, func.count()).where(some).group_by(passed.c.state)
    status, reason = MESSAGE.c.status, MESSAGE.c.reason
    yield "out", select(status, func.count()).where(*ended).group_by(status)
    failed = status.in_((FAILED, EXPIRED))
    yield "cause", select(reason, func.count()).where(*ended, failed).group_by(reason)


def _passed_between() -> ColumnElement[bool]:
    """Whether words went to an agent between a turn and the one before it: then it was gone on from by those."""
    after, before = (_passed.c.at >= _before.c.at, _passed.c.id > _before.c.id), _passed.c.id < JOURNAL.c.id
    return exists().where(_passed.c.line == JOURNAL.c.line, _passed.c.state == PASSED_ON, *after, before)


def _left_for_agent() -> ScalarSelect[str]:
    """Of words that went to an agent, the state at which the worker stood, or `PASSED_ON` where it was counted."""
    mine = _before.c.line == JOURNAL.c.line, _before.c.driver == "worker"
    earlier = _before.c.at <= JOURNAL.c.at, _before.c.id < JOURNAL.c.id
    newest = select(_before.c.state).where(*mine, *earlier).order_by(_before.c.at.desc(), _before.c.id.desc())
    return newest.limit(1).scalar_subquery()


def _add(connection: Connection, counts: Table, key: dict[str, object], number: int) -> None:
    mine = [counts.c[name] == value for name, value in key.items()]
    if not connection.execute(update(counts).where(*mine).values(number=counts.c.number + number)).rowcount:
        connection.execute(insert(counts).values(**key, number=number))
