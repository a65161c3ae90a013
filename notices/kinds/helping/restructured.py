"""A credit was restructured without having been asked for: what was owed, and what is."""

from __future__ import annotations

from datetime import timedelta

from flows.records.credit import Benefit
from flows.saying.text import MAIL, NOTICE, T
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope
from notices.kinds.helping.of_benefit import benefits, with_benefit
from notices.kinds.kind import Kind
from notices.kinds.of_credit import tail
from notices.kinds.rows import benefit

LESS = T("Tu crédito {credit} bajó de {older} a {newer} el {day}, sin costo. Más: BENEFICIOS.", NOTICE)
BETTER = T("Tu crédito {credit} tiene mejores condiciones desde el {day}, sin costo. Más: BENEFICIOS.", NOTICE)
SUBJECT = T("Tu crédito se reestructuró", MAIL)


def _whom(scope: Scope) -> list[FoundAccounts]:
    return [with_benefit(scope, "reestructura", benefit.on >= scope.ago(scope.ages.recent))]


def _say(found: Benefit, voice: Voice) -> str:
    credit, day = tail(found.credit_number), voice.day(found.on)
    if found.before is None or found.after is None or found.after >= found.before:
        return voice.say(BETTER, credit=credit, day=day)
    return voice.say(LESS, credit=credit, day=day, older=voice.money(found.before), newer=voice.money(found.after))


_facts = benefits(lambda found: True)

KIND = Kind("restructured", _whom, _facts, _say, topics=("credit",), life=timedelta(days=30), subject=SUBJECT)
