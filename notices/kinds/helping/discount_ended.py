"""After a suspension order no discount is seen any more: told once, so that nobody has to look."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, exists, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.helping.of_discount import is_discount
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import account, credit, movement, order

SENTENCE = T(
    "Ya no vemos descuentos para tu crédito {credit}: tu patrón cumplió con el aviso. Más: DESCUENTOS.", NOTICE
)
SUBJECT = T("Tu patrón ya no te descuenta", MAIL)

ASKED_FOR = timedelta(days=180)
"""How long after that an order is still looked at."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    """No discount for the time in which one is handed over, in a file that is fresh, is none any more."""
    since = scope.today - scope.ages.handed_over
    last = since - scope.ages.handed_over
    fits = order.on.between(last - ASKED_FOR, last)
    fresh = credit.as_of >= scope.ago(scope.ages.fresh)
    none = ~exists().where(movement.credit_number == order.credit_number, movement.on >= since, is_discount)
    where = order.kind == "suspension", fits, fresh, none
    found = accounts_with(order.folio, scope.holds(), listens("credit"), *where)
    found = found.join(order.nss.table, order.nss == account.nss)
    return [found.join(credit.nss.table, credit.number == order.credit_number)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, str]:
    query = select(order.folio, order.credit_number).where(order.folio.in_([each.subject for each in batch]))
    found = {row.folio: row.credit_number for row in connection.execute(query)}
    return {each.id: found[each.subject] for each in batch if each.subject in found}


def _say(number: str, voice: Voice) -> str:
    return voice.say(SENTENCE, credit=tail(number))


KIND = Kind("discount_ended", _whom, _facts, _say, topics=("credit",), life=timedelta(days=20), subject=SUBJECT)
