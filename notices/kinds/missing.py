"""No contribution was seen for a period whose last day has passed: told once the period's file has come at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from sqlalchemy import Connection, func, literal, select, tuple_

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.kind import Kind
from notices.kinds.received import NOTHING, received
from notices.kinds.rows import account, calendar, contribution

SENTENCE = T("No vemos la aportación de tu patrón de {period}. Pregúntale o llama a Infonatel {infonatel}.", NOTICE)
SUBJECT = T("No vemos la aportación de tu patrón", MAIL)

ASKED_FOR = timedelta(days=30)
"""How long after that a period is still looked at."""


def _whom(scope: Scope) -> Iterator[FoundAccounts]:
    """Workers whose employers contributed for the period before and not for this one."""
    for period, former in late_periods(scope):
        had, has = (received(each, account.nss) for each in (former, period))
        yield accounts_with(literal(period), scope.holds(), listens("savings"), had, ~has)


def late_periods(scope: Scope) -> Iterator[tuple[str, str]]:
    """Periods whose last day passed some time ago, and the ones before them; only if their file has come at all."""
    last = scope.ago(scope.ages.missing)
    due = select(calendar.period).where(calendar.due_on.between(last - ASKED_FOR, last))
    for period in scope.connection.execute(due).scalars().all():
        arrived = select(contribution.folio).where(contribution.period == period, contribution.amount > NOTHING)
        if scope.connection.execute(arrived.limit(1)).first():
            yield period, before(period)


def before(period: str) -> str:
    """The bimestre before one."""
    year, _, number = period.partition("-")
    return f"{int(year) - 1}-6" if number == "1" else f"{year}-{int(number) - 1}"


def back_from(period: str) -> Iterator[str]:
    """A bimestre, and those before it."""
    while True:
        yield period
        period = before(period)


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, str]:
    """The period; one whose contribution has come meanwhile is silent."""
    of = contribution.nss, contribution.period
    keys = tuple_(*of).in_([(notice.nss, notice.subject) for notice in batch])
    some = func.sum(contribution.amount) > NOTHING
    query = select(*of).where(keys).group_by(*of).having(some)
    arrived = {(row.nss, row.period) for row in connection.execute(query)}
    return {notice.id: notice.subject for notice in batch if (notice.nss, notice.subject) not in arrived}


def _say(period: str, voice: Voice) -> str:
    return voice.say(SENTENCE, period=voice.period(period))


KIND = Kind("missing", _whom, _facts, _say, topics=("savings",), life=timedelta(days=15), subject=SUBJECT)
