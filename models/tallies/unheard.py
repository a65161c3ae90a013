"""Keeping what was not understood, and listing it by frequency."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, func, insert, select, update

from flows.turn.turn import INSTITUTION_TIME
from models.outbox.owing import Sealer
from models.rows import UNHEARD

_row = UNHEARD.c


@dataclass(frozen=True, slots=True)
class Wording:
    """A wording, how often it came, and when last."""

    said: str
    times: int
    last: date


def keep(connection: Connection, vault: Sealer, said: str, now: datetime) -> None:
    """Count masked words. Raises IntegrityError where another turn counted the same for the first time just now."""
    if not again(connection, vault, said, now):
        row = {"day": _day(now), "mark": vault.mark(said), "said": vault.seal(said.encode()), "times": 1}
        connection.execute(insert(UNHEARD).values(row))


def again(connection: Connection, vault: Sealer, said: str, now: datetime) -> bool:
    """Count masked words that were counted today before; whether they were."""
    same = _row.day == _day(now), _row.mark == vault.mark(said)
    return bool(connection.execute(update(UNHEARD).where(*same).values(times=_row.times + 1)).rowcount)


def _day(now: datetime) -> date:
    return now.astimezone(INSTITUTION_TIME).date()


def listed(connection: Connection, open_: Callable[[bytes], bytes], most: int) -> list[Wording]:
    """The commonest wordings first. Raises `config.vault.Unreadable` for a key that is not ours."""
    newest = (
        select(_row.mark, func.sum(_row.times).label("times"), func.max(_row.day).label("day"))
        .group_by(_row.mark)
        .order_by(func.sum(_row.times).desc(), func.max(_row.day).desc(), _row.mark)
        .limit(most)
        .subquery()
    )
    same = (_row.mark == newest.c.mark) & (_row.day == newest.c.day)
    found = connection.execute(
        select(_row.said, newest.c.times, newest.c.day)
        .join(newest, same)
        .order_by(newest.c.times.desc(), newest.c.day.desc(), newest.c.mark)
    )
    return [Wording(open_(said).decode(), int(count), day) for said, count, day in found]
