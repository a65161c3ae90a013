"""More was paid than was owed: told when the file shows it, and again as long as it was not given back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from flows.records.credit import Benefit
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope
from notices.kinds.helping.of_benefit import benefits, came_to, is_done, staged, with_benefit
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import benefit

SENTENCE = T("Pagaste {amount} de más en tu crédito {credit}. Te los devuelven gratis: ve cómo con LIQUIDE.", NOTICE)
SUBJECT = T("Pagaste de más en tu crédito", MAIL)

STAGE = 30
"""For so many days after it was reached a stage is told; who comes later hears of the next."""


def _whom(scope: Scope) -> Iterator[FoundAccounts]:
    stages = (0, *scope.ages.refund)
    for since, later in zip(stages, (*stages[1:], stages[-1] + STAGE + 1), strict=True):
        reached = benefit.on.between(scope.ago(min(since + STAGE, later - 1)), scope.ago(since))
        owed = benefit.amount.is_not(None), ~is_done, reached
        yield with_benefit(scope, "saldo_a_favor", *owed, subject=staged(benefit.folio, since))


def _say(found: Benefit, voice: Voice) -> str:
    assert found.amount is not None
    return voice.say(SENTENCE, amount=voice.money(found.amount), credit=tail(found.credit_number))


_facts = benefits(lambda found: found.amount is not None and not found.done)
_helped = came_to(is_done)

KIND = Kind("refund", _whom, _facts, _say, topics=("credit",), life=timedelta(days=20), subject=SUBJECT, helped=_helped)
