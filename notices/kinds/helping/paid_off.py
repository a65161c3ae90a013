"""A credit is paid off: what is left to do, told once, where the files show that it was lately."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, exists, or_, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import account, benefit, credit, movement, notice, order

SENTENCE = T("¡Tu crédito {credit} está pagado! Falta el aviso a tu patrón y tu carta: síguelos con LIQUIDE.", NOTICE)
SUBJECT = T("Tu crédito está pagado: lo que sigue", MAIL)


def _whom(scope: Scope) -> list[FoundAccounts]:
    """Where its last payment, or what it brought, is news."""
    since = scope.ago(scope.ages.recent)
    lately = or_(
        exists().where(movement.credit_number == credit.number, movement.on >= since),
        exists().where(benefit.credit_number == credit.number, benefit.on >= since),
    )
    found = accounts_with(credit.number, scope.holds(), listens("credit"), credit.state == "liquidado", lately)
    return [found.join(credit.nss.table, credit.nss == account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, str]:
    numbers = {each.id: each.subject for each in batch}
    paid = select(credit.number).where(credit.number.in_(numbers.values()), credit.state == "liquidado")
    found = set(connection.execute(paid).scalars())
    return {each: number for each, number in numbers.items() if number in found}


def _say(number: str, voice: Voice) -> str:
    return voice.say(SENTENCE, credit=tail(number))


_helped = exists().where(order.credit_number == notice.subject, order.kind == "suspension")

KIND = Kind(
    "paid_off", _whom, _facts, _say, topics=("credit",), life=timedelta(days=30), subject=SUBJECT, helped=_helped
)
