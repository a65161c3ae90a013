"""Forgetting in small steps, so that no turn waits for it: each step a transaction of milliseconds, then a rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any

from sqlalchemy import (
    ARRAY,
    ColumnElement,
    Connection,
    Row,
    any_,
    delete,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)

from flows.turn.turn import INSTITUTION_TIME
from models.database import Database
from models.keeping.rule import Limit, Past, Rule
from models.rows import PURGED

STEP = 0.02
"""Seconds that the statements of a step should take; the number of its rows follows from it. Its commit comes on top:
what that takes is the disk's, and no more for many rows than for few."""

LEAST, MOST = 500, 5000
"""Rows of a step."""

OVERLAP = timedelta(hours=1)
"""How far before what the last purge reached the next one looks again, for rows that were committed late."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one step forgot: of which kind, how many rows, and how long its transaction was open (s)."""

    kind: str
    rows: int
    seconds: float


def purge(
    database: Database,
    rules: Iterable[Rule],
    days: Mapping[str, int],
    now: datetime,
    rest: Callable[[float], None] = time.sleep,
) -> Iterator[Forgotten]:
    """Forget what is past its time, a step at each turn of the iterator; whoever stops it goes on the next time.

    `days` gives the settings that rules name.
    """
    for rule in rules:
        if rule.past is not None:
            before = now - rule.kept_for(days)
            yield from _forget(database, rule.name, rule.past, before, now, rest)
            with database.transaction() as connection:
                _record(connection, rule.name, now, 0, before)


def count(connection: Connection, rule: Rule, days: Mapping[str, int], now: datetime) -> int:
    """How many rows of a kind are past their time."""
    past = rule.past
    if past is None:
        return 0
    limit = past.limit(now - rule.kept_for(days))
    over = select(func.count()).select_from(past.table).where(past.moment < limit, *past.which)
    return int(connection.execute(over).scalar_one())


def done_on(connection: Connection, day: date) -> frozenset[str]:
    """The kinds of which everything past its time has gone on a day."""
    done = select(PURGED.c.kind).where(PURGED.c.day == day, PURGED.c.reached.is_not(None))
    return frozenset(connection.execute(done).scalars())


def _forget(
    database: Database, kind: str, past: Past, before: datetime, now: datetime, rest: Callable[[float], None]
) -> Iterator[Forgotten]:
    limit, most = past.limit(before), LEAST
    with database.connect() as connection:
        reached = _since(connection, kind) if past.change else None
    place: object = past.limit(reached) if reached else None
    while True:
        with database.connect() as connection:
            found = _found(connection, past, limit, place, most)
        if not found:
            return
        began = time.perf_counter()
        with database.transaction() as connection:
            rows = _go(connection, past, limit, found)
            _record(connection, kind, now, rows)
            worked = time.perf_counter() - began
        took = time.perf_counter() - began
        yield Forgotten(kind, rows, took)
        if len(found) < most or (not rows and place == found[-1].place):
            return
        place = found[-1].place
        most = max(LEAST, min(MOST, round(most * min(2.0, STEP / worked))))
        rest(took)


def _found(connection: Connection, past: Past, limit: Limit, place: object, most: int) -> list[Row[Any]]:
    """The next rows that are past, after a place; read without a transaction."""
    query = select(*past.keys, past.moment.label("moment"), past.order.label("place")).where(*past.which)
    if past.order is past.moment:
        query = query.where(past.moment < limit)
    if place is not None:
        query = query.where(past.order >= place if past.order is past.moment else past.order > place)
    rows: Iterable[Row[Any]] = connection.execute(query.order_by(past.order).limit(most))
    return list(takewhile(lambda row: bool(row.moment < limit), rows))


def _go(connection: Connection, past: Past, limit: Limit, found: Sequence[Row[Any]]) -> int:
    """Let rows go, or what is to be wiped of them; only what still is past."""
    count = len(past.keys)
    named = _among(connection, past.keys, [tuple(row)[:count] for row in found])
    still = named, past.moment < limit, *past.which
    if past.change:
        return int(connection.execute(update(past.table).where(*still).values(**past.change)).rowcount)
    for column in past.also:
        connection.execute(delete(column.table).where(_among(connection, (column,), [(row[0],) for row in found])))
    return int(connection.execute(delete(past.table).where(*still)).rowcount)


def _among(connection: Connection, keys: tuple[ColumnElement[Any], ...], found: list[Any]) -> ColumnElement[bool]:
    """Whether a row is one of those found; on PostgreSQL one array, a tenth of the cost of a list."""
    if len(keys) > 1:
        return tuple_(*keys).in_(found)
    alone = [key for (key,) in found]
    if connection.dialect.name == "postgresql":
        return keys[0] == any_(literal(alone, ARRAY(keys[0].type)))
    return keys[0].in_(alone)


def _since(connection: Connection, kind: str) -> datetime | None:
    reached: datetime | None = connection.execute(
        select(func.max(PURGED.c.reached)).where(PURGED.c.kind == kind)
    ).scalar()
    return None if reached is None else reached - OVERLAP


def _record(connection: Connection, kind: str, now: datetime, rows: int, reached: datetime | None = None) -> None:
    """Add to the day's row of the ledger."""
    day = now.astimezone(INSTITUTION_TIME).date()
    change: dict[str, Any] = {"rows": PURGED.c.rows + rows}
    if reached is not None:
        change["reached"] = reached
    mine = PURGED.c.kind == kind, PURGED.c.day == day
    if not connection.execute(update(PURGED).where(*mine).values(**change)).rowcount:
        connection.execute(insert(PURGED).values(kind=kind, day=day, rows=rows, reached=reached))
