"""Counting guesses at a record by all lines together, so that many lines find no more than one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, bindparam, exists, insert, select, update

from flows.turn.turn import INSTITUTION_TIME
from models.rows import GUESS

MOST_A_DAY = 10
"""Guesses at one record in a day. After that nothing matches it by message, and who asks learns no more than before;
a holder who needs it that day registers with the call centre, where a person asks."""

_spent = select(
    exists().where(
        GUESS.c.day == bindparam("day"),
        GUESS.c.identifier.in_(bindparam("named", expanding=True)),
        GUESS.c.times >= bindparam("most"),
    )
)


def add(connection: Connection, named: Collection[str], now: datetime) -> None:
    """Count a guess. Raises IntegrityError where another turn counted the first of the day just now."""
    day = _day(now)
    for identifier in sorted(named):
        again = (
            update(GUESS).where(GUESS.c.day == day, GUESS.c.identifier == identifier).values(times=GUESS.c.times + 1)
        )
        if not connection.execute(again).rowcount:
            connection.execute(insert(GUESS).values(day=day, identifier=identifier, times=1))


def spent(connection: Connection, named: Collection[str], now: datetime, most: int = MOST_A_DAY) -> bool:
    """Whether one of these was guessed at too often today."""
    return bool(connection.execute(_spent, {"day": _day(now), "named": list(named), "most": most}).scalar_one())


def _day(now: datetime) -> date:
    return now.astimezone(INSTITUTION_TIME).date()
