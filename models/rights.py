"""Requests over one's data in SQL: which wait, and each step of their legal clock, one conditional update each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from flows.records.workdays import Terms
from models.columns import table
from models.tables.accounts import AccountRow
from models.tables.cases import CaseRow
from models.tables.rights import GRANTED, RightsRequest

_asked, _case, _account = table(RightsRequest), table(CaseRow), table(AccountRow)


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
        *(_asked.c.folio, _asked.c.kind, _asked.c.asked_on, _asked.c.answer_by, _asked.c.extended_on),
        *(_asked.c.answered_on, _asked.c.outcome, _asked.c.effect_by, _case.c.line, _account.c.language),
    )
    .join_from(_asked, _case, _case.c.folio == _asked.c.folio)
    .outerjoin(_account, _account.c.nss == _asked.c.nss)
)


def rights_waiting(connection: Connection, most: int = 500) -> list[RightAsked]:
    """Requests with something left to do, the most urgent first."""
    query = _ALL.where(_asked.c.done_on.is_(None)).order_by(_asked.c.answer_by, _asked.c.folio).limit(most)
    found = [RightAsked(**row._mapping) for row in connection.execute(query)]
    return sorted(found, key=lambda one: (one.next_day or one.answer_by, one.folio))


def find(connection: Connection, folio: str) -> RightAsked | None:
    """The request with that folio."""
    row = connection.execute(_ALL.where(_asked.c.folio == folio)).first()
    return RightAsked(**row._mapping) if row else None


def extend(connection: Connection, folio: str, today: date, terms: Terms) -> bool:
    """Let the answer take longer, once and before its day is over; whether it could be."""
    asked = find(connection, folio)
    if asked is None:
        return False
    later = terms.after(asked.answer_by, terms.extension)
    open_ = _asked.c.folio == folio, _asked.c.extended_on.is_(None), _asked.c.answered_on.is_(None)
    still = update(_asked).where(*open_, _asked.c.answer_by >= today).values(extended_on=today, answer_by=later)
    return bool(connection.execute(still).rowcount)


def answer(connection: Connection, folio: str, outcome: str, now: datetime, today: date, terms: Terms) -> bool:
    """Write down the answer; what is granted gets its day, what is refused is done. Whether it was open."""
    change: dict[str, object] = {"answered_on": today, "outcome": outcome}
    granted = outcome == GRANTED
    change |= {"effect_by": terms.after(today, terms.effect)} if granted else {"done_on": today}
    open_ = _asked.c.folio == folio, _asked.c.answered_on.is_(None)
    if not connection.execute(update(_asked).where(*open_).values(**change)).rowcount:
        return False
    if not granted:
        _close(connection, folio, now)
    return True


def finish(connection: Connection, folio: str, now: datetime, today: date) -> bool:
    """What was granted has been done; whether it was left to do."""
    left = _asked.c.folio == folio, _asked.c.outcome == GRANTED, _asked.c.done_on.is_(None)
    if not connection.execute(update(_asked).where(*left).values(done_on=today)).rowcount:
        return False
    _close(connection, folio, now)
    return True


def _close(connection: Connection, folio: str, now: datetime) -> None:
    connection.execute(update(_case).where(_case.c.folio == folio, _case.c.closed_at.is_(None)).values(closed_at=now))
