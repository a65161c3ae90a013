"""What is worth telling whom: one select a kind, over a range of accounts. Nothing here is a loop over workers.

Each gives nss, account_id, line and the subject that makes the notice unique for the worker.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, literal, or_, select

from models.notices.topics import (
    ACTIVATION,
    APPLICATION,
    CONTRIBUTION,
    MISSING,
    ORDER,
    PAYMENT_DUE,
    PAYMENT_RECEIVED,
    wants,
)
from models.tables import accounts, institution
from models.tables.notices import NoticeContribution

_account = accounts.Account.__table__.c  # type: ignore[attr-defined]
_line = accounts.TalkingLine.__table__.c  # type: ignore[attr-defined]
_contribution = institution.ContributionRow.__table__.c  # type: ignore[attr-defined]
_credit = institution.CreditRow.__table__.c  # type: ignore[attr-defined]
_movement = institution.MovementRow.__table__.c  # type: ignore[attr-defined]
_order = institution.DiscountOrderRow.__table__.c  # type: ignore[attr-defined]
_application = institution.ApplicationRow.__table__.c  # type: ignore[attr-defined]
_told = NoticeContribution.__table__.c  # type: ignore[attr-defined]

_opted_out = exists().where(_line.number == _account.line, _line.opted_out_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Scope:
    """For which accounts (by id, low excluded, high included), and as of when."""

    low: int
    high: int
    now: datetime
    today: date

    def holds(self) -> ColumnElement[bool]:
        """Whether an account is in the range."""
        return and_(_account.id > self.low, _account.id <= self.high)

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)


def _listens(kind: str) -> ColumnElement[bool]:
    """An active account whose holder consented to this kind by some channel and has not opted out."""
    return and_(_account.status == accounts.ACTIVE, wants(kind), ~_opted_out)


def fresh_contributions(scope: Scope) -> Select[tuple[str, str, int, str]]:
    """Contributions of the last 75 days that no notice has told of: folio, nss, account, line."""
    return (
        select(_contribution.folio, _contribution.nss, _account.id.label("account_id"), _account.line)
        .join_from(_account.id.table, _contribution.nss.table, _contribution.nss == _account.nss)
        .where(
            scope.holds(),
            _listens(CONTRIBUTION),
            _contribution.paid_on >= scope.ago(75),
            ~exists().where(_told.folio == _contribution.folio),
        )
    )


def contributions(scope: Scope) -> Select[tuple[str, int, str, str]]:
    """One notice for all of a worker's fresh contributions, named after the first."""
    fresh = fresh_contributions(scope).subquery("fresh")
    return select(fresh.c.nss, fresh.c.account_id, fresh.c.line, func.min(fresh.c.folio).label("subject")).group_by(
        fresh.c.nss, fresh.c.account_id, fresh.c.line
    )


def _of_account(subject: ColumnElement[str], *where: ColumnElement[bool]) -> Select[tuple[str, int, str, str]]:
    return select(_account.nss, _account.id.label("account_id"), _account.line, subject.label("subject")).where(*where)


def missing(scope: Scope, period: str, before: str) -> Select[tuple[str, int, str, str]]:
    """Workers whose employers contributed for the period `before` and not for `period`."""
    had, has = (
        exists().where(_contribution.nss == _account.nss, _contribution.period == which) for which in (before, period)
    )
    return _of_account(literal(period), scope.holds(), _listens(MISSING), had, ~has)


def payments_due(scope: Scope) -> Select[tuple[str, int, str, str]]:
    """Credits paid by the worker himself, or overdue, whose payment is due within five days."""
    soon = _credit.due_on.between(scope.today, scope.today + timedelta(days=5))
    pays_alone = or_(_credit.regime == "REA", _credit.state == "vencido")
    subject = _credit.number + ":" + cast(_credit.due_on, String)
    return _of_account(
        subject, scope.holds(), _listens(PAYMENT_DUE), soon, pays_alone, _credit.state != "liquidado"
    ).join(_credit.nss.table, _credit.nss == _account.nss)


def payments_received(scope: Scope) -> Select[tuple[str, int, str, str]]:
    """Payments of the last ten days, those of one credit and day together."""
    subject = _movement.credit_number + ":" + cast(_movement.on, String)
    return (
        _of_account(
            subject,
            scope.holds(),
            _listens(PAYMENT_RECEIVED),
            _movement.on >= scope.ago(10),
            _movement.amount < Decimal(0),
        )
        .join(_credit.nss.table, _credit.nss == _account.nss)
        .join(_movement.on.table, _movement.credit_number == _credit.number)
        .distinct()
    )


def orders(scope: Scope) -> Select[tuple[str, int, str, str]]:
    """Retention, suspension and modification orders of the last twenty days."""
    return _of_account(_order.folio, scope.holds(), _listens(ORDER), _order.on >= scope.ago(20)).join(
        _order.nss.table, _order.nss == _account.nss
    )


def applications(scope: Scope) -> Select[tuple[str, int, str, str]]:
    """Applications that reached a stage in the last ten days."""
    subject = _application.folio + ":" + _application.stage
    return _of_account(subject, scope.holds(), _listens(APPLICATION), _application.on >= scope.ago(10)).join(
        _application.nss.table, _application.nss == _account.nss
    )


def activations(scope: Scope) -> Select[tuple[str, int, str, str]]:
    """Registrations that wait for their code since yesterday."""
    waiting = _account.created_at.between(scope.now - timedelta(days=3), scope.now - timedelta(days=1))
    subject = cast(_account.id, String)
    return _of_account(subject, scope.holds(), _account.status == accounts.PENDING, ~_opted_out, waiting)


Source = Callable[[Scope], Select[tuple[str, int, str, str]]]

SOURCES: dict[str, Source] = {
    CONTRIBUTION: contributions,
    PAYMENT_RECEIVED: payments_received,
    ORDER: orders,
    APPLICATION: applications,
    PAYMENT_DUE: payments_due,
    ACTIVATION: activations,
}
"""Every kind but `missing`, which also needs the calendar."""
