"""A payment to a credit has come: those of one credit and day together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import Connection, select

from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope, accounts_with, listens
from models.notices.due import Due
from models.notices.paid import mark_paid
from notices.kinds.kind import Kind
from notices.kinds.of_credit import CreditSum, credit_and_day, parted
from notices.kinds.rows import account, credit, movement

SENTENCE = T("¡Gracias! Recibimos {amount} para tu crédito {credit} el {day}.", NOTICE)
SUBJECT = T("Recibimos un pago a tu crédito", MAIL)

NEWS_FOR = timedelta(days=10)
"""How old a payment may be and still be told."""

_UNDOES = re.compile("REVERS|CANCEL|DEVOL|DEVUEL|RECHAZ|ANULA|CONTRACARGO", re.IGNORECASE)
"""What takes a payment back says so: interest and charges are positive too."""

_is_payment = movement.amount < Decimal(0)


def _whom(scope: Scope) -> list[FoundAccounts]:
    subject = credit_and_day(movement.credit_number, movement.on)
    fresh = movement.on >= scope.today - NEWS_FOR
    return [
        accounts_with(subject, scope.holds(), listens("credit"), fresh, _is_payment)
        .join(credit.nss.table, credit.nss == account.nss)
        .join(movement.on.table, movement.credit_number == credit.number)
        .distinct()
    ]


def _facts(connection: Connection, batch: Sequence[Due]) -> dict[int, CreditSum]:
    """What was paid on the day; what has been taken back since is not told."""
    keys = {notice.id: parted(notice.subject) for notice in batch}
    query = (
        select(movement.credit_number, movement.on, movement.amount, movement.concept)
        .where(movement.credit_number.in_({credit for credit, _ in keys.values()}))
        .where(movement.on >= min(on for _, on in keys.values()))
        .order_by(movement.on.desc())
    )
    moved = connection.execute(query).all()
    taken_back = Counter((row.credit_number, row.amount) for row in moved if _UNDOES.search(row.concept))
    found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for row in moved:
        if row.amount < 0 and taken_back[row.credit_number, -row.amount] > 0:
            taken_back[row.credit_number, -row.amount] -= 1
        elif row.amount < 0:
            found[row.credit_number, row.on] -= row.amount
    return {notice: CreditSum(key[0], found[key], key[1]) for notice, key in keys.items() if key in found}


def _say(paid: CreditSum, voice: Voice) -> str:
    return paid.told(SENTENCE, voice)


KIND = Kind(
    "payment_received", _whom, _facts, _say, topics=("credit",), life=timedelta(days=5), subject=SUBJECT, keep=mark_paid
)
