"""A payment is due soon, to those who pay by themselves or are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from notices.kinds.kind import Kind
from notices.kinds.of_credit import CreditSum, credit_and_day, parted
from notices.kinds.rows import account, credit

SENTENCE = T("La mensualidad de tu crédito {credit} es de {amount} y vence el {day}. Paga con PAGO.", NOTICE)
SUBJECT = T("Se acerca el día de pago de tu crédito", MAIL)

_owed = (credit.state != "liquidado") & (credit.monthly_payment > Decimal(0))
"""In an extension the monthly payment is 0.00: nothing is due."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    soon = credit.due_on.between(scope.today, scope.ago(-scope.ages.due))
    pays_alone = or_(credit.regime == "REA", credit.state == "vencido")
    found = accounts_with(
        credit_and_day(credit.number, credit.due_on), scope.holds(), listens("credit"), soon, pays_alone, _owed
    )
    return [found.join(credit.nss.table, credit.nss == account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, CreditSum]:
    """One whose credit is paid off, or has moved on to another due date, is silent."""
    dues = {notice.id: parted(notice.subject) for notice in batch}
    query = select(credit.number, credit.monthly_payment, credit.due_on).where(
        credit.number.in_([number for number, _ in dues.values()]), _owed
    )
    now = {(row.number, row.due_on): row.monthly_payment for row in connection.execute(query)}
    return {notice: CreditSum(key[0], now[key], key[1]) for notice, key in dues.items() if key in now}


def _say(due: CreditSum, voice: Voice) -> str:
    return due.told(SENTENCE, voice)


KIND = Kind("payment_due", _whom, _facts, _say, topics=("credit",), life=timedelta(days=3), subject=SUBJECT)
