"""The employer was asked to retain, to stop or to change the discount for a credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Connection, select

from flows.dialogs.savings.contributions import short
from flows.proving.worst_case import MONEY
from flows.saying.text import MAIL, NOTICE, PART, T
from flows.saying.voice import Voice
from models.columns import columns
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.accounts import AccountRow
from models.tables.institution import DiscountOrderRow
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail

RETENTION = T("Pedimos a {employer} que te descuente{amount} para tu crédito {credit}.", NOTICE, amount=" " + MONEY)
SUSPENSION = T("Pedimos a {employer} que deje de descontarte para tu crédito {credit}.", NOTICE)
CHANGE = T("Pedimos a {employer} que cambie tu descuento{amount} del crédito {credit}.", NOTICE, amount=" a " + MONEY)
BY_AMOUNT = T(" {amount}", PART)
TO_AMOUNT = T(" a {amount}", PART)
SUBJECT = T("Aviso a tu patrón sobre tu descuento", MAIL)

NEWS_FOR = timedelta(days=20)
"""How old an order may be and still be told."""

_account = columns(AccountRow)
_order = columns(DiscountOrderRow)


@dataclass(frozen=True, slots=True)
class Order:
    """A discount order sent to an employer; `amount` is None where it does not name one."""

    kind: str
    employer: str
    credit: str
    amount: Decimal | None


def _whom(scope: Scope) -> list[FoundAccounts]:
    found = accounts_with(_order.folio, scope.holds(), listens("credit"), _order.on >= scope.today - NEWS_FOR)
    return [found.join(_order.nss.table, _order.nss == _account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Order]:
    query = select(_order.folio, _order.kind, _order.employer, _order.credit_number, _order.amount)
    rows = connection.execute(query.where(_order.folio.in_([notice.subject for notice in batch])))
    found = {row.folio: Order(row.kind, row.employer, row.credit_number, row.amount) for row in rows}
    return {notice.id: found[notice.subject] for notice in batch if notice.subject in found}


def _say(order: Order, voice: Voice) -> str:
    text, part = {
        "retencion": (RETENTION, BY_AMOUNT),
        "suspension": (SUSPENSION, None),
        "modificacion": (CHANGE, TO_AMOUNT),
    }[order.kind]
    amount = voice.say(part, amount=voice.money(order.amount)) if part and order.amount is not None else ""
    return voice.say(text, employer=short(order.employer), credit=tail(order.credit), amount=amount)


KIND = Kind("order", _whom, _facts, _say, topic="credit", life=timedelta(days=10), subject=SUBJECT)
