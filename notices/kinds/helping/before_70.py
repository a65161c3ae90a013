"""Savings that nobody has asked for pass to a pension fund at 70: told a year before, and three months before.

By the decree on the Fondo de Pensiones para el Bienestar (DOF 30 April 2024): 70 years of age for those of IMSS.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, exists, literal, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.columns import table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.institution import SavingsRow
from notices.kinds.kind import Kind
from notices.kinds.rows import account, notice, savings

SENTENCE = T(
    "El {day} cumples {age}. Si no has sacado tu ahorro, {amount}, pídelo antes y gratis: ASESOR.", NOTICE, age="70"
)
SUBJECT = T("Pide tu ahorro a tiempo", MAIL)

STAGE = 60
"""Days for which a stage is told, so that nobody is missed and nobody hears of two at once."""

_now = table(SavingsRow).alias("now").c
_total = savings.fund_72_92 + savings.housing_92 + savings.housing_97


@dataclass(frozen=True, slots=True)
class Unclaimed:
    """Savings that wait, and whose."""

    amount: Decimal
    born: date


def years_before(day: date, years: int) -> date:
    """The same day so many years sooner; 1 March for a 29 February that was none."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 3, 1)


def _whom(scope: Scope) -> Iterator[FoundAccounts]:
    left = scope.ages.last_age_left
    for days, sooner in zip(left, (*left[1:], -1), strict=True):
        ahead = max(days - STAGE, sooner + 1), days
        first, last = (years_before(scope.ago(-each), scope.ages.last_age) for each in ahead)
        found = accounts_with(
            literal(str(days)),
            scope.holds(),
            listens("savings"),
            account.birth_date.between(first, last),
            _total > Decimal(0),
        )
        yield found.join(savings.nss.table, savings.nss == account.nss)


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Unclaimed]:
    query = (
        select(account.nss, account.birth_date, savings.fund_72_92, savings.housing_92, savings.housing_97)
        .join_from(account.nss.table, savings.nss.table, savings.nss == account.nss)
        .where(account.nss.in_([each.nss for each in batch]), account.birth_date.is_not(None), _total > Decimal(0))
    )
    found = {nss: Unclaimed(sum(pots, Decimal()), born) for nss, born, *pots in connection.execute(query)}
    return {each.id: found[each.nss] for each in batch if each.nss in found}


def _say(found: Unclaimed, voice: Voice) -> str:
    age = voice.house.ages.last_age
    day = years_before(found.born, -age)
    return voice.say(SENTENCE, day=voice.day(day), age=age, amount=voice.money(found.amount))


_helped = ~exists().where(_now.nss == notice.nss, _now.fund_72_92 + _now.housing_92 + _now.housing_97 > Decimal(0))

KIND = Kind(
    "before_70", _whom, _facts, _say, topics=("savings",), life=timedelta(days=30), subject=SUBJECT, helped=_helped
)
