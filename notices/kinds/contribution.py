"""An employer's contribution has come: each is told once, several of a worker together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Connection, Select, exists, func, select

from flows.dialogs.savings.contributions import short
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.columns import columns, table
from models.database import insert_new
from models.notices.audience import FoundAccounts, Scope, listens
from models.notices.due import Due
from models.standing import standing
from models.tables.institution import ContributionRow
from models.tables.notices import NoticeContribution
from notices.kinds.kind import Kind
from notices.kinds.received import NOTHING, received
from notices.kinds.rows import account, contribution, credit, notice

ONE = T("{employer} aportó {amount} a tu ahorro del bimestre {period}.", NOTICE)
ONE_TO_CREDIT = T("{employer} aportó {amount} por {period}; se abonó a tu crédito.", NOTICE)
SEVERAL = T("{count} aportaciones a tu ahorro: {amount}. Última: {employer}, {period}.", NOTICE, count="99")
SEVERAL_TO_CREDIT = T("{count} aportaciones a tu crédito: {amount}. Última: {employer}, {period}.", NOTICE, count="99")
SUBJECT = T("Tu aportación en Infonavit", MAIL)

NEWS_FOR = timedelta(days=75)
"""How old a payment may be and still be told."""

_told = columns(NoticeContribution)
_of_period = table(ContributionRow).alias("beside").c
_beside = {name: _of_period[name] for name in ("nss", "employer", "period", "amount", "paid_on", "folio")}
"""Every contribution of the same worker and period, for what it may undo."""


@dataclass(frozen=True, slots=True)
class Contributions:
    """What a notice tells of: how many, their sum, and of the newest its employer and period."""

    count: int
    amount: Decimal
    employer: str
    period: str
    to_credit: bool


def _fresh(scope: Scope) -> Select[tuple[str, str, int, str]]:
    """Contributions that are money and that no notice has told of: folio, nss, account, line."""
    return (
        select(contribution.folio, contribution.nss, account.id.label("account_id"), account.line)
        .join_from(account.id.table, contribution.nss.table, contribution.nss == account.nss)
        .where(
            scope.holds(),
            listens("savings"),
            contribution.paid_on >= scope.today - NEWS_FOR,
            contribution.amount > NOTHING,
            received(contribution.period, contribution.nss),
            ~exists().where(_told.folio == contribution.folio),
        )
    )


def _whom(scope: Scope) -> list[FoundAccounts]:
    """One notice for all of a worker's fresh contributions, named after the first."""
    fresh = _fresh(scope).subquery("fresh")
    whose = fresh.c.nss, fresh.c.account_id, fresh.c.line
    return [select(*whose, func.min(fresh.c.folio).label("subject")).group_by(*whose)]


def _keep(scope: Scope) -> None:
    """Keep which notice tells of which contribution, so that none is told twice.

    The notice is looked up for each, behind a fence (OFFSET): joined, all of the plan so far would be for each range.
    """
    fresh = _fresh(scope).subquery("fresh")
    just_planned = notice.kind == KIND.name, notice.planned_at == int(scope.now.timestamp())
    tells = select(func.max(notice.id)).where(notice.nss == fresh.c.nss, *just_planned).scalar_subquery()
    told = select(fresh.c.folio, tells.label("notice_id")).offset(0).subquery("told")
    rows = select(told.c.folio, told.c.notice_id).where(told.c.notice_id.is_not(None))
    insert_new(scope.connection, _told.folio.table, ["folio", "notice_id"], rows)


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Contributions]:
    """Of each notice its contributions that stand now; one that was taken back meanwhile is silent."""
    ids = [notice.id for notice in batch]
    folios = select(_told.notice_id, _told.folio).where(_told.notice_id.in_(ids))
    mine = {(notice, folio) for notice, folio in connection.execute(folios)}
    query = (
        select(_told.notice_id, *_beside.values())
        .join_from(_told.folio.table, contribution.folio.table, contribution.folio == _told.folio)
        .join(
            _beside["folio"].table,
            (_beside["nss"] == contribution.nss) & (_beside["period"] == contribution.period),
        )
        .where(_told.notice_id.in_(ids))
        .distinct()
        .order_by(_beside["paid_on"].desc(), _beside["folio"].desc())
    )
    beside = defaultdict(list)
    for row in connection.execute(query):
        beside[row.notice_id].append(row)
    found = {notice: [row for row in standing(rows) if (notice, row.folio) in mine] for notice, rows in beside.items()}
    owing = select(credit.nss).where(credit.nss.in_([notice.nss for notice in batch]), credit.state != "liquidado")
    borrowers = set(connection.execute(owing).scalars())
    return {
        notice: Contributions(
            len(rows),
            sum((row.amount for row in rows), Decimal()),
            rows[0].employer,
            rows[0].period,
            rows[0].nss in borrowers,
        )
        for notice, rows in found.items()
        if rows
    }


def _say(found: Contributions, voice: Voice) -> str:
    one, several = (ONE_TO_CREDIT, SEVERAL_TO_CREDIT) if found.to_credit else (ONE, SEVERAL)
    return voice.say(
        one if found.count == 1 else several,
        count=min(found.count, 99),
        employer=short(found.employer),
        period=voice.period(found.period),
        amount=voice.money(found.amount),
    )


KIND = Kind(
    "contribution", _whom, _facts, _say, topics=("savings",), life=timedelta(days=15), subject=SUBJECT, keep=_keep
)
