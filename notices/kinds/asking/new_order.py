"""The first retention order for a credit: the worker is asked whether it is theirs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import exists

from flows.dialogs.savings.contributions import short
from flows.records.service import USUAL
from flows.saying.text import ASKED, MAIL, T
from flows.saying.voice import Voice
from models.columns import columns, table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.tables.accounts import AccountRow
from models.tables.institution import DiscountOrderRow
from models.tables.notices import Notice
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.order import NEWS_FOR, Order, orders

NAME = "new_order"

SENTENCE = T("El {day} pedimos a {employer} descontarte por el crédito {credit}.", ASKED)
SUBJECT = T("¿Es tuyo este crédito de Infonavit?", MAIL)

_account, _order = columns(AccountRow), columns(DiscountOrderRow)


def _whom(scope: Scope) -> list[FoundAccounts]:
    """A change of employer brings an order too: who had one for this credit before is told, and not asked."""
    other = table(DiscountOrderRow).alias("other").c
    before = exists().where(other.credit_number == _order.credit_number, other.on < _order.on, other.nss == _order.nss)
    notice = table(Notice).alias("told").c
    told = exists().where(notice.nss == _account.nss, notice.kind == "order", notice.subject == _order.folio)
    first = _order.kind == "retencion", _order.on >= scope.today - NEWS_FOR, ~before, ~told
    found = accounts_with(_order.folio, scope.holds(), listens(*USUAL), *first)
    return [found.join(_order.nss.table, _order.nss == _account.nss)]


def _say(order: Order, voice: Voice) -> str:
    return voice.say(SENTENCE, day=voice.day(order.on), employer=short(order.employer), credit=tail(order.credit))


KIND = Kind(NAME, _whom, orders, _say, topics=USUAL, life=timedelta(days=20), subject=SUBJECT, asks=True)
