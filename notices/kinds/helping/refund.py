"""More was paid than was owed: told when the file shows it, and again as long as it was not given back."""

from __future__ import annotations

from datetime import timedelta

from flows.records.credit import Benefit
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope
from notices.kinds.helping.of_benefit import FOLLOWED, benefits, came_to, is_done, staged, with_benefit
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import benefit

SENTENCE = T("Pagaste {amount} de más en tu crédito {credit}. Te los devuelven gratis: ve cómo con LIQUIDE.", NOTICE)
SUBJECT = T("Pagaste de más en tu crédito", MAIL)

STAGE = timedelta(days=30)
"""For so long after it was reached a stage is told; who comes later hears of the next."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    return [
        with_benefit(
            scope,
            "saldo_a_favor",
            benefit.amount.is_not(None),
            ~is_done,
            benefit.on.between(scope.today - since - STAGE, scope.today - since),
            subject=staged(benefit.folio, since.days),
        )
        for since in FOLLOWED
    ]


def _say(found: Benefit, voice: Voice) -> str:
    assert found.amount is not None
    return voice.say(SENTENCE, amount=voice.money(found.amount), credit=tail(found.credit_number))


_facts = benefits(lambda found: found.amount is not None and not found.done)
_helped = came_to(is_done)

KIND = Kind("refund", _whom, _facts, _say, topics=("credit",), life=timedelta(days=20), subject=SUBJECT, helped=_helped)
