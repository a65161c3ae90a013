"""The letter that cancels the mortgage is void if the notary does not have it in time: told at its issue and before.

180 days after its issue, says the institution; where the file has the day itself, that one counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import or_

from flows.records.credit import Benefit
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


def _whom(scope: Scope) -> Iterator[FoundAccounts]:
    """At its issue and with so many days left, each until the next."""
    lasts = scope.ages.letter
    left = (lasts, *(days for days in scope.ages.letter_left if days < lasts))
    for days, sooner in zip(left, (*(each + 1 for each in left[1:]), 1), strict=True):
        stage = "issue" if days == lasts else days
        first, last = scope.ago(-sooner), scope.ago(-days)
        of_issue = benefit.on.between(scope.ago(lasts - sooner), scope.ago(lasts - days))
        void_soon = or_(benefit.until.between(first, last), benefit.until.is_(None) & of_issue)
        yield with_benefit(scope, "carta_cancelacion", ~is_done, void_soon, subject=staged(benefit.folio, stage))


def _say(found: Benefit, voice: Voice) -> str:
    return voice.say(
        SENTENCE,
        credit=tail(found.credit_number),
        day=voice.day(found.until or found.on + voice.house.ages.letter_lasts),
    )


_facts = benefits()
_helped = came_to(is_done)

KIND = Kind("letter", _whom, _facts, _say, topics=("credit",), life=timedelta(days=12), subject=SUBJECT, helped=_helped)
