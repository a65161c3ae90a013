"""Notices whose moment has come, with the facts they tell, loaded kind by kind for a whole batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, select, tuple_, update

from models.notices.pauses import held
from models.tables import accounts, institution
from models.tables.notices import EXPIRED, PLANNED, Notice, NoticeContribution

_notice = Notice.__table__.c  # type: ignore[attr-defined]
_table = Notice.__table__  # type: ignore[attr-defined]
_told = NoticeContribution.__table__.c  # type: ignore[attr-defined]
_account = accounts.Account.__table__.c  # type: ignore[attr-defined]
_line = accounts.TalkingLine.__table__.c  # type: ignore[attr-defined]
_contribution = institution.ContributionRow.__table__.c  # type: ignore[attr-defined]
_credit = institution.CreditRow.__table__.c  # type: ignore[attr-defined]
_movement = institution.MovementRow.__table__.c  # type: ignore[attr-defined]
_order = institution.DiscountOrderRow.__table__.c  # type: ignore[attr-defined]
_application = institution.ApplicationRow.__table__.c  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class Due:
    """A notice and whom it is for, as things are now."""

    id: int
    nss: str
    kind: str
    subject: str
    zone: str
    ends_at: int
    account_id: int
    line: str
    email: str | None
    first_name: str
    language: str
    status: str
    sms_alerts: bool
    email_alerts: bool
    sms_topics: int
    email_topics: int
    opted_out: bool


_ready = (
    select(_notice.id)
    .where(
        _notice.status == PLANNED,
        _notice.zone.in_(bindparam("awake", expanding=True)),
        _notice.due_at <= bindparam("moment"),
        _notice.ends_at > bindparam("moment"),
        ~held(_notice.kind, prefix=""),
    )
    .order_by(_notice.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_opted_out = exists().where(_line.number == _account.line, _line.opted_out_at.is_not(None))
_whom = select(
    *(_notice.id, _notice.nss, _notice.kind, _notice.subject, _notice.zone, _notice.ends_at),
    *(_account.id, _account.line, _account.email, _account.first_name, _account.language),
    *(_account.status, _account.sms_alerts, _account.email_alerts),
    *(_account.sms_topics, _account.email_topics, _opted_out),
).join_from(_table, _account.id.table, _account.id == _notice.account_id)


def take(connection: Connection, now: int, awake: Sequence[str], most: int) -> tuple[list[int], list[Due]]:
    """Lock up to `most` notices that are ready: their ids, and those whose account still exists."""
    values = {"awake": list(awake), "moment": now, "most": most}
    ids = list(connection.execute(_ready, values).scalars())
    return ids, [Due(*tuple(row)) for row in connection.execute(_whom.where(_notice.id.in_(ids)))]


def settle(connection: Connection, ids: Iterable[int], status: str) -> None:
    """Move planned notices on."""
    if wanted := list(ids):
        connection.execute(
            update(_table).where(_notice.id.in_(wanted), _notice.status == PLANNED).values(status=status)
        )


def expire(connection: Connection, now: int, most: int = 5000) -> int:
    """End planned notices that are past their use."""
    late = select(_notice.id).where(_notice.status == PLANNED, _notice.ends_at <= now).limit(most)
    return connection.execute(update(_table).where(_notice.id.in_(late)).values(status=EXPIRED)).rowcount


@dataclass(frozen=True, slots=True)
class Contributed:
    """One contribution of a notice."""

    employer: str
    period: str
    amount: Decimal
    paid_on: date


def contributions(connection: Connection, ids: Sequence[int]) -> dict[int, list[Contributed]]:
    """The contributions each notice tells of, newest first."""
    query = (
        select(
            _told.notice_id, _contribution.employer, _contribution.period, _contribution.amount, _contribution.paid_on
        )
        .join_from(_told.folio.table, _contribution.folio.table, _contribution.folio == _told.folio)
        .where(_told.notice_id.in_(ids))
        .order_by(_contribution.paid_on.desc(), _contribution.folio.desc())
    )
    found: dict[int, list[Contributed]] = defaultdict(list)
    for notice, *rest in connection.execute(query):
        found[notice].append(Contributed(*rest))
    return found


def borrowers(connection: Connection, workers: Sequence[str]) -> set[str]:
    """Those of these workers (NSS) who owe a credit: their contributions go to it."""
    query = select(_credit.nss).where(_credit.nss.in_(workers), _credit.state != "liquidado").distinct()
    return set(connection.execute(query).scalars())


def contributed(connection: Connection, keys: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these workers (NSS) and periods for which a contribution has come."""
    of = _contribution.nss, _contribution.period
    return {(nss, period) for nss, period in connection.execute(select(*of).where(tuple_(*of).in_(keys)))}


class Instalment(NamedTuple):
    """What is due to a credit, and when."""

    credit: str
    amount: Decimal
    due_on: date | None


def instalments(connection: Connection, numbers: Sequence[str]) -> dict[str, Instalment]:
    """The next payment of each credit that is not settled, by its number."""
    query = select(_credit.number, _credit.monthly_payment, _credit.due_on).where(
        _credit.number.in_(numbers), _credit.state != "liquidado"
    )
    return {row.number: Instalment(*row) for row in connection.execute(query)}


def payments(connection: Connection, keys: Sequence[tuple[str, date]]) -> dict[tuple[str, date], Decimal]:
    """What was paid to a credit on a day."""
    query = select(_movement.credit_number, _movement.on, _movement.amount).where(
        tuple_(_movement.credit_number, _movement.on).in_(keys), _movement.amount < Decimal(0)
    )
    found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for credit, on, amount in connection.execute(query):
        found[credit, on] -= amount
    return found


class Order(NamedTuple):
    """A discount order sent to an employer."""

    folio: str
    kind: str
    employer: str
    credit: str
    amount: Decimal | None


def orders(connection: Connection, folios: Sequence[str]) -> dict[str, Order]:
    """Discount orders by folio."""
    query = select(_order.folio, _order.kind, _order.employer, _order.credit_number, _order.amount)
    return {row.folio: Order(*row) for row in connection.execute(query.where(_order.folio.in_(folios)))}


class Stage(NamedTuple):
    """How far an application has come."""

    folio: str
    stage: str
    on: date


def applications(connection: Connection, folios: Sequence[str]) -> dict[str, Stage]:
    """Applications by folio."""
    query = select(_application.folio, _application.stage, _application.on).where(_application.folio.in_(folios))
    return {row.folio: Stage(*row) for row in connection.execute(query)}
