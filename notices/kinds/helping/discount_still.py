"""A discount is still made though the employer was asked to stop: each that is seen after the time to hand over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, String, cast, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.helping.of_benefit import folio_of
from notices.kinds.helping.of_discount import FOLLOWED_FOR, SEEN_FOR, is_discount
from notices.kinds.kind import Kind
from notices.kinds.of_credit import CreditSum
from notices.kinds.rows import account, movement, order

SENTENCE = T("Todavía te descuentan del crédito {credit}: {amount} el {day}. Manda ASESOR y ten tu recibo.", NOTICE)
SUBJECT = T("Tu patrón te sigue descontando", MAIL)


def _whom(scope: Scope) -> list[FoundAccounts]:
    """Orders so old that any discount of late came after the time to hand over."""
    old = order.on.between(scope.today - FOLLOWED_FOR, scope.today - SEEN_FOR - scope.ages.handed_over)
    late = order.kind == "suspension", old, movement.on >= scope.today - SEEN_FOR, is_discount
    subject = order.folio + ";" + cast(movement.on, String)
    found = accounts_with(subject, scope.holds(), listens("credit"), *late).distinct()
    found = found.join(order.nss.table, order.nss == account.nss)
    return [found.join(movement.folio.table, movement.credit_number == order.credit_number)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, CreditSum]:
    """Several of one day together."""
    keys = {each.id: (folio_of(each.subject), each.subject.partition(";")[2]) for each in batch}
    folios, days = {folio for folio, _ in keys.values()}, {date.fromisoformat(day) for _, day in keys.values()}
    rows = connection.execute(
        select(order.folio, order.credit_number, movement.on, movement.amount)
        .join_from(order.folio.table, movement.folio.table, movement.credit_number == order.credit_number)
        .where(order.folio.in_(folios), movement.on.in_(days), is_discount)
    )
    found: dict[tuple[str, str], CreditSum] = {}
    for folio, credit, on, amount in rows:
        before = found.get((folio, on.isoformat()))
        found[folio, on.isoformat()] = CreditSum(credit, (before.amount if before else Decimal(0)) - amount, on)
    return {each: found[key] for each, key in keys.items() if key in found}


def _say(found: CreditSum, voice: Voice) -> str:
    return found.told(SENTENCE, voice)


KIND = Kind("discount_still", _whom, _facts, _say, topics=("credit",), life=timedelta(days=15), subject=SUBJECT)
