"""A payment is due soon, to those who pay by themselves or are overdue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, or_, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.columns import columns
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.tables.accounts import AccountRow
from models.tables.institution import CreditRow
from notices.kinds.kind import Kind
from notices.kinds.of_credit import credit_and_day, parted, tail

SENTENCE = T("La mensualidad de tu crédito {credit} es de {amount} y vence el {day}. Paga con PAGO.", NOTICE)
SUBJECT = T("Se acerca el día de pago de tu crédito", MAIL)

SOON = timedelta(days=5)
"""How long before the day it is told."""

_account = columns(AccountRow)
_credit = columns(CreditRow)
_owed = (_credit.state != "liquidado") & (_credit.monthly_payment > Decimal(0))
"""In an extension the monthly payment is 0.00: nothing is due."""


@dataclass(frozen=True, slots=True)
class Instalment:
    """What is due to a credit, and when."""

    credit: str
    amount: Decimal
    due_on: date


def _whom(scope: Scope) -> list[FoundAccounts]:
    soon = _credit.due_on.between(scope.today, scope.today + SOON)
    pays_alone = or_(_credit.regime == "REA", _credit.state == "vencido")
    found = accounts_with(
        credit_and_day(_credit.number, _credit.due_on), scope.holds(), listens("credit"), soon, pays_alone, _owed
    )
    return [found.join(_credit.nss.table, _credit.nss == _account.nss)]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, Instalment]:
    """One whose credit is paid off, or has moved on to another due date, is silent."""
    dues = {notice.id: parted(notice.subject) for notice in batch}
    query = select(_credit.number, _credit.monthly_payment, _credit.due_on).where(
        _credit.number.in_([number for number, _ in dues.values()]), _owed
    )
    now = {(row.number, row.due_on): row.monthly_payment for row in connection.execute(query)}
    return {notice: Instalment(key[0], now[key], key[1]) for notice, key in dues.items() if key in now}


def _say(due: Instalment, voice: Voice) -> str:
    return voice.say(SENTENCE, credit=tail(due.credit), amount=voice.money(due.amount), day=voice.day(due.due_on))


KIND = Kind("payment_due", _whom, _facts, _say, topics=("credit",), life=timedelta(days=3), subject=SUBJECT)
