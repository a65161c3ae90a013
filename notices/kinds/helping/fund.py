"""The first payment was missed: where the payment fund pays the rest, the worker's part is told."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from sqlalchemy import or_

from flows.records.credit import Benefit
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope
from notices.kinds.helping.of_benefit import benefits, came_to, with_benefit
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import benefit, credit, movement

SENTENCE = T("Se atrasó tu crédito {credit}. El Fondo te ayuda: paga solo {amount} hasta el {day} con PAGO.", NOTICE)
SUBJECT = T("El Fondo de Protección de Pagos te ayuda", MAIL)


def _whom(scope: Scope) -> list[FoundAccounts]:
    """Of whoever owes one payment, or less: for more there are other ways."""
    first = credit.overdue > Decimal(0), credit.overdue <= credit.monthly_payment
    payable = benefit.amount.is_not(None), or_(benefit.until.is_(None), benefit.until >= scope.today)
    return [with_benefit(scope, "fondo_pagos", *first, *payable)]


def _say(found: Benefit, voice: Voice) -> str:
    assert found.amount is not None
    until = found.until or found.on + timedelta(days=30)
    return voice.say(SENTENCE, credit=tail(found.credit_number), amount=voice.money(found.amount), day=voice.day(until))


_facts = benefits(lambda found: found.amount is not None and not found.done)
_helped = came_to(
    movement.credit_number == benefit.credit_number, movement.on >= benefit.on, movement.amount < Decimal(0)
)

KIND = Kind("fund", _whom, _facts, _say, topics=("credit",), life=timedelta(days=10), subject=SUBJECT, helped=_helped)
