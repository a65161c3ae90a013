"""The employer was asked to retain, to stop or to change the discount for a credit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta

from sqlalchemy import Connection, exists, select

from flows.dialogs.savings.contributions import short
from flows.proving.worst_case import MONEY
from flows.records.credit import DiscountOrder
from flows.saying.text import MAIL, NOTICE, PART, T
from flows.saying.voice import Voice
from models.columns import table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.notices import Notice
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import account, order

RETENTION = T("Pedimos a {employer} que te descuente{amount} para tu crédito {credit}.", NOTICE, amount=" " + MONEY)
SUSPENSION = T("Pedimos a {employer} que deje de descontarte para tu crédito {credit}.", NOTICE)
CHANGE = T("Pedimos a {employer} que cambie tu descuento{amount} del crédito {credit}.", NOTICE, amount=" a " + MONEY)
BY_AMOUNT = T(" {amount}", PART)
TO_AMOUNT = T(" a {amount}", PART)
SUBJECT = T("Aviso a tu patrón sobre tu descuento", MAIL)

NEWS_FOR = timedelta(days=20)
"""How old an order may be and still be told."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    """Of one that the worker was asked about nothing more is told."""
    asked = table(Notice).alias("asked").c
    known = exists().where(asked.nss == account.nss, asked.kind == "new_order", asked.subject == order.folio)
    fresh = order.on >= scope.today - NEWS_FOR
    found = accounts_with(order.folio, scope.holds(), listens("credit"), fresh, ~known)
    return [found.join(order.nss.table, order.nss == account.nss)]


def orders(connection: Connection, batch: Sequence[Due]) -> dict[int, DiscountOrder]:
    """The order of each notice that names one by its folio."""
    told = select(*(order[each.name] for each in fields(DiscountOrder)))
    rows = connection.execute(told.where(order.folio.in_([notice.subject for notice in batch])))
    found = {row.folio: DiscountOrder(**row._mapping) for row in rows}
    return {notice.id: found[notice.subject] for notice in batch if notice.subject in found}


def _say(sent: DiscountOrder, voice: Voice) -> str:
    text, part = {
        "retencion": (RETENTION, BY_AMOUNT),
        "suspension": (SUSPENSION, None),
        "modificacion": (CHANGE, TO_AMOUNT),
    }[sent.kind]
    amount = voice.say(part, amount=voice.money(sent.amount)) if part and sent.amount is not None else ""
    return voice.say(text, employer=short(sent.employer), credit=tail(sent.credit_number), amount=amount)


KIND = Kind("order", _whom, orders, _say, topics=("credit",), life=timedelta(days=10), subject=SUBJECT)
