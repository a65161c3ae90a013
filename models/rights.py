"""Requests over one's data in SQL: which wait, and each step of their legal clock, one conditional update each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from flows.records.workdays import Terms
from models.rows import ACCOUNT, CASE, RIGHT
from models.tables.rights import GRANTED


@dataclass(frozen=True, slots=True)
class RightAsked:
    """A request, and where its worker can be told of it."""

    folio: str
    kind: str
    asked_on: date
    answer_by: date
    extended_on: date | None
    answered_on: date | None
    outcome: str | None
    effect_by: date | None
    line: str
    language: str | None

    @property
    def next_day(self) -> date | None:
        """By when the next step has to be done; None where nothing is left."""
        return self.effect_by if self.answered_on else self.answer_by


_ALL = (
    select(
        *(RIGHT.c.folio, RIGHT.c.kind, RIGHT.c.asked_on, RIGHT.c.answer_by, RIGHT.c.extended_on),
        *(RIGHT.c.answered_on, RIGHT.c.outcome, RIGHT.c.effect_by, CASE.c.line, ACCOUNT.c.language),
    )
    .join_from(RIGHT, CASE, CASE.c.folio == RIGHT.c.folio)
    .outerjoin(ACCOUNT, ACCOUNT.c.nss == RIGHT.c.nss)
)


def rights_waiting(connection: Connection, most: int = 500) -> list[RightAsked]:
    """Requests with something left to do, the most urgent first."""
    query = _ALL.where(RIGHT.c.done_on.is_(None)).order_by(RIGHT.c.answer_by, RIGHT.c.folio).limit(most)
    found = [RightAsked(**row._mapping) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.next_day or one.answer_by, one.folio))


def find(connection: Connection, folio: str) -> RightAsked | None:
    """The request with that folio."""
    row = connection.execute(_ALL.where(RIGHT.c.folio == folio)).first()
    return RightAsked(**row._mapping) if row else None


def extend(connection: Connection, folio: str, today: date, terms: Terms) -> bool:
    """Let the answer take longer, once and before its day is over; whether it could be."""
    asked = find(connection, folio)
    if asked is None:
        return False
    later = terms.after(asked.answer_by, terms.extension)
    open_ = RIGHT.c.folio == folio, RIGHT.c.extended_on.is_(None), RIGHT.c.answered_on.is_(None)
    still = update(RIGHT).where(*open_, RIGHT.c.answer_by >= today).values(extended_on=today, answer_by=later)
    return bool(connection.execute(still).rowcount)


def answer(connection: Connection, folio: str, outcome: str, now: datetime, today: date, terms: Terms) -> bool:
    """Write down the answer; what is granted gets its day, what is refused is done. Whether it was open."""
    change: dict[str, object] = {"answered_on": today, "outcome": outcome}
    granted = outcome == GRANTED
    change |= {"effect_by": terms.after(today, terms.effect)} if granted else {"done_on": today}
    open_ = RIGHT.c.folio == folio, RIGHT.c.answered_on.is_(None)
    if not connection.execute(update(RIGHT).where(*open_).values(**change)).rowcount:
        return False
    if not granted:
        _close(connection, folio, now)
    return True


def finish(connection: Connection, folio: str, now: datetime, today: date) -> bool:
    """What was granted has been done; whether it was left to do."""
    left = RIGHT.c.folio == folio, RIGHT.c.outcome == GRANTED, RIGHT.c.done_on.is_(None)
    if not connection.execute(update(RIGHT).where(*left).values(done_on=today)).rowcount:
        return False
    _close(connection, folio, now)
    return True


def _close(connection: Connection, folio: str, now: datetime) -> None:
    connection.execute(update(CASE).where(CASE.c.folio == folio, CASE.c.closed_at.is_(None)).values(closed_at=now))
