"""The letter that cancels the mortgage is void if the notary does not have it in time: told at its issue and before.

180 days after its issue, says the institution; where the file has the day itself, that one counts.
"""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import or_

from flows.records.credit import LETTER_DAYS, Benefit
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope
from notices.kinds.helping.of_benefit import benefits, came_to, is_done, staged, with_benefit
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import benefit

SENTENCE = T(
    "Lleva al notario tu carta de cancelación (crédito {credit}) antes del {day}, o vence. Más: LIQUIDE.", NOTICE
)
SUBJECT = T("Tu carta de cancelación vence", MAIL)

LEFT = (timedelta(days=LETTER_DAYS), timedelta(days=60), timedelta(days=15))
"""With so much time left it is told: at its issue, and twice more."""


def _whom(scope: Scope) -> list[FoundAccounts]:
    return [
        with_benefit(
            scope,
            "carta_cancelacion",
            ~is_done,
            or_(
                benefit.until.between(scope.today + sooner, scope.today + left),
                benefit.until.is_(None)
                & benefit.on.between(
                    scope.today + sooner - timedelta(days=LETTER_DAYS), scope.today + left - timedelta(days=LETTER_DAYS)
                ),
            ),
            subject=staged(benefit.folio, left.days),
        )
        for left, sooner in zip(
            LEFT, (*(each + timedelta(days=1) for each in LEFT[1:]), timedelta(days=1)), strict=True
        )
    ]


def _say(found: Benefit, voice: Voice) -> str:
    return voice.say(
        SENTENCE, credit=tail(found.credit_number), day=voice.day(found.until or found.on + timedelta(days=LETTER_DAYS))
    )


_facts = benefits()
_helped = came_to(is_done)

KIND = Kind("letter", _whom, _facts, _say, topics=("credit",), life=timedelta(days=12), subject=SUBJECT, helped=_helped)
