"""The first retention order for a credit: the worker is asked whether it is theirs."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import exists

from flows.dialogs.savings.contributions import short
from flows.records.credit import DiscountOrder
from flows.records.service import USUAL
from flows.saying.text import ASKED, MAIL, T
from flows.saying.voice import Voice
from models.columns import table
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.tables.institution import DiscountOrderRow
from models.tables.notices import Notice
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.order import orders
from notices.kinds.rows import account, order

NAME = "new_order"

SENTENCE = T("El {day} pedimos a {employer} descontarte por el crédito {credit}.", ASKED)
SUBJECT = T("¿Es tuyo este crédito de Infonavit?", MAIL)


def _whom(scope: Scope) -> list[FoundAccounts]:
    """A change of employer brings an order too: who had one for this credit before is told, and not asked."""
    other = table(DiscountOrderRow).alias("other").c
    before = exists().where(other.credit_number == order.credit_number, other.on < order.on, other.nss == order.nss)
    notice = table(Notice).alias("told").c
    told = exists().where(notice.nss == account.nss, notice.kind == "order", notice.subject == order.folio)
    first = order.kind == "retencion", order.on >= scope.ago(scope.ages.asked), ~before, ~told
    found = accounts_with(order.folio, scope.holds(), listens(*USUAL), *first)
    return [found.join(order.nss.table, order.nss == account.nss)]


def _say(sent: DiscountOrder, voice: Voice) -> str:
    return voice.say(SENTENCE, day=voice.day(sent.on), employer=short(sent.employer), credit=tail(sent.credit_number))


KIND = Kind(NAME, _whom, orders, _say, topics=USUAL, life=timedelta(days=20), subject=SUBJECT, asks=True)
