"""Bimestres in a row without a contribution: whoever pays a credit and lost the job hears of the extension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice

from sqlalchemy import Connection, exists, func, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.columns import table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.institution import CreditRow
from notices.kinds.kind import Kind
from notices.kinds.missing import back_from, before, late_periods
from notices.kinds.of_credit import tail
from notices.kinds.received import received
from notices.kinds.rows import account, benefit, credit, notice

MONTHS = T(
    "¿Sin trabajo? En tu crédito {credit} te quedan {months} meses de prórroga; si pagas tú, se acaba. BENEFICIOS.",
    NOTICE,
    months="24",
)
MAYBE = T("¿Sin trabajo? Tu crédito {credit} puede tener prórroga, gratis. Pregunta ya con ASESOR.", NOTICE)
SUBJECT = T("Si te quedaste sin trabajo", MAIL)

_CREDIT_DIGITS = 10
_now = table(CreditRow).alias("now").c


@dataclass(frozen=True, slots=True)
class Jobless:
    """The credit, and how many months of extension the file says are left; None: it says nothing."""

    credit: str
    months: int | None


def _whom(scope: Scope) -> Iterator[FoundAccounts]:
    """Who had contributions for the bimestre before those, and pays a credit."""
    for newest, _ in late_periods(scope):
        empty = list(islice(back_from(newest), scope.ages.no_work))
        had, lacks = received(before(empty[-1]), account.nss), (~received(each, account.nss) for each in empty)
        live = credit.state.in_(("vigente", "vencido"))
        found = accounts_with(credit.number + ":" + newest, scope.holds(), listens("credit"), live, had, *lacks)
        yield found.join(credit.nss.table, credit.nss == account.nss)


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Jobless]:
    """Whoever has the extension by now needs no telling."""
    numbers = {each.id: each.subject[:_CREDIT_DIGITS] for each in batch}
    live = select(credit.number).where(credit.number.in_(numbers.values()), credit.state.in_(("vigente", "vencido")))
    extensions = select(benefit.credit_number, benefit.months_left).where(
        benefit.credit_number.in_(numbers.values()), benefit.kind == "prorroga"
    )
    left = {row.credit_number: row.months_left for row in connection.execute(extensions.order_by(benefit.on))}
    still = set(connection.execute(live).scalars())
    return {each: Jobless(number, left.get(number)) for each, number in numbers.items() if number in still}


def _say(found: Jobless, voice: Voice) -> str:
    if not found.months:
        return voice.say(MAYBE, credit=tail(found.credit))
    return voice.say(MONTHS, credit=tail(found.credit), months=found.months)


_helped = exists().where(_now.number == func.substr(notice.subject, 1, _CREDIT_DIGITS), _now.state == "prorroga")

KIND = Kind(
    "no_work", _whom, _facts, _say, topics=("credit",), life=timedelta(days=20), subject=SUBJECT, helped=_helped
)
