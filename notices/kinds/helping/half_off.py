"""What is left of a credit can be paid off at half: the amount, set each month, and the line to pay it with.

The institution shows it from a day of the month (the 10th), to be paid exactly and by its last day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import timedelta

from sqlalchemy import and_, or_

from flows.records.credit import Benefit
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from identifiers import payment_line
from models.notices.audience import FoundAccounts, Scope
from notices.kinds.helping.of_benefit import benefits, came_to, with_benefit
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import benefit, credit

SENTENCE = T(
    "Liquida tu crédito {credit} con {amount} exactos hasta el {day}. Línea {line}.",
    NOTICE,
    line="9999 9999 9999 9999 99",
)
SUBJECT = T("Puedes liquidar tu crédito con descuento", MAIL)


def _whom(scope: Scope) -> list[FoundAccounts]:
    shown = scope.today if scope.today.day >= scope.ages.half_off else scope.today.replace(day=1) - timedelta(days=1)
    of_this_month = and_(benefit.until.is_(None), benefit.on >= scope.today.replace(day=1))
    payable = benefit.amount.is_not(None), or_(of_this_month, benefit.until >= scope.today)
    return [with_benefit(scope, "liquidacion_mitad", *payable, benefit.on <= shown, credit.state != "liquidado")]


def _say(found: Benefit, voice: Voice) -> str:
    assert found.amount is not None
    until = found.until or found.on.replace(day=monthrange(found.on.year, found.on.month)[1])
    line = payment_line.build(found.credit_number, found.amount, until, voice.house.payment_rules)
    return voice.say(
        SENTENCE,
        credit=tail(found.credit_number),
        amount=voice.money(found.amount),
        day=voice.day(until),
        line=payment_line.format(line),
    )


_facts = benefits(lambda found: found.amount is not None)
_helped = came_to(credit.number == benefit.credit_number, credit.state == "liquidado")

KIND = Kind(
    "half_off", _whom, _facts, _say, topics=("credit",), life=timedelta(days=10), subject=SUBJECT, helped=_helped
)
