"""APORTACIONES: what employers have put in lately."""

from __future__ import annotations

import re

from flows.dialogs.account.access import gate
from flows.readers import periods
from flows.records.savings import Contribution
from flows.saying.text import ONE, PART, T
from flows.saying.unlinked import unlinked
from flows.turn.states import Tell
from flows.turn.turn import Turn

SHOWN = 4
SHOWN_OF_SEVERAL = 3
EVERY = 120
"""Twenty years of bimestres, for who asks about one of them."""
EMPLOYER = 22
"""Letters of an employer's name that are shown at most; fewer beside each line of a list."""
BESIDE = 14

_LEGAL_FORM = re.compile(r",? (S\.? ?A\.?( ?P\.? ?I\.?)?|S\.? DE R\.? ?L\.?|S\.? ?C\.?|A\.? ?C\.?)( DE C\.? ?V\.?)?$")
_JOINING = frozenset(("Y", "DE", "DEL", "LA", "LAS", "LOS", "EL", "E"))

OF_ONE = T(
    "Lo que ha depositado {employer} para tu casa:\n{lines}", ONE, lines="\n".join(["nov-dic 2026 $99,999.99"] * SHOWN)
)
OF_SEVERAL = T(
    "Lo que han depositado tus patrones:\n{lines}",
    ONE,
    lines="\n".join(["nov-dic 2026 $99,999.99 " + "W" * BESIDE] * SHOWN_OF_SEVERAL),
)
LINE = T("{period} {amount}", PART)
NOT_THEN = T(
    "No vemos aportación de {what}. La más nueva que vemos: {newest}. Si falta, manda ASESOR.",
    ONE,
    what="nov-dic 2026",
    newest="nov-dic 2026 $99,999.99",
)
NONE = T("Todavía no vemos aportaciones de tu patrón. Si ya deberían estar, manda ASESOR o llama al {infonatel}.", ONE)


def _contributions(turn: Turn) -> str:
    about = periods.asked(turn)
    found = turn.facts.contributions(turn.account.nss, EVERY if about else SHOWN)
    if not found:
        return turn.say(NONE)
    if about:
        latest = found[0]
        found = [one for one in found if about.holds_period(one.period)][:SHOWN]
        if not found:
            return turn.say(NOT_THEN, what=about.said(turn.voice), newest=_line(turn, latest))
    if len({contribution.employer for contribution in found}) == 1:
        lines = "\n".join(_line(turn, contribution) for contribution in found)
        return turn.say(OF_ONE, employer=short(found[0].employer), lines=lines)
    newest = found[:SHOWN_OF_SEVERAL]
    lines = "\n".join(f"{_line(turn, one)} {short(one.employer, BESIDE)}" for one in newest)
    return turn.say(OF_SEVERAL, lines=lines)


def _line(turn: Turn, contribution: Contribution) -> str:
    return turn.say(LINE, period=turn.voice.period(contribution.period), amount=turn.voice.money(contribution.amount))


def short(employer: str, most: int = EMPLOYER) -> str:
    """An employer's name without its legal form, cut at a word so that a line fits a small screen.

    >>> short("ZAPATERA DEL NORTE Y ASOCIADOS SA DE CV")
    'ZAPATERA DEL NORTE'
    """
    name = unlinked(_LEGAL_FORM.sub("", employer))
    if len(name) <= most:
        return name
    words = name[: most + 1].rsplit(" ", 1)[0][:most].split(" ")
    while len(words) > 1 and words[-1] in _JOINING:
        words.pop()
    return " ".join(words)


STATES = (gate("contributions"), Tell(name="contributions.open", says=_contributions, keepable=True))
