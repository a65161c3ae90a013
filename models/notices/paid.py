"""References that were paid: `movimientos` shows their amount on the day they were given, or later."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy import bindparam, select, update

from flows.turn.turn import INSTITUTION_TIME
from models.columns import columns
from models.notices.audience import Scope
from models.rows import REFERENCE
from models.tables.accounts import GivenReference
from models.tables.institution import MovementRow

_reference = columns(GivenReference)
_movement = columns(MovementRow)


def mark_paid(scope: Scope) -> None:
    """Note on each reference of these accounts the day it was paid."""
    query = (
        select(_reference.id, _reference.given_at, _reference.centavos, _movement.on, _movement.amount)
        .join(_movement.on.table, _movement.credit_number == _reference.credit_number)
        .where(_reference.paid_on.is_(None), _movement.amount < Decimal(0))
        .where(_reference.account_id > scope.low, _reference.account_id <= scope.high)
        .order_by(_movement.on)
    )
    paid: dict[int, date] = {}
    for row in scope.connection.execute(query):
        given_on = row.given_at.astimezone(INSTITUTION_TIME).date()
        if row.on >= given_on and -row.amount.scaleb(2) == row.centavos:
            paid.setdefault(row.id, row.on)
    if paid:
        mark = update(REFERENCE).where(_reference.id == bindparam("which")).values(paid_on=bindparam("day"))
        scope.connection.execute(mark, [{"which": which, "day": day} for which, day in paid.items()])
