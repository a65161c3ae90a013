"""APORTACIONES: what employers have put in lately."""

from __future__ import annotations

import re

from flows.dialogs.account.access import gate
from flows.dialogs.savings.gaps import missing
from flows.readers import periods
from flows.readers.readers import Choice
from flows.records.savings import Contribution
from flows.saying.text import PART, T
from flows.saying.unlinked import unlinked
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn
from flows.typed.folding import near, simplify

SHOWN = 4
BIMESTRES = 6
SHOWN_OF_SEVERAL = 3
SHOWN_BESIDE_GAPS = 2
GAPS = 2
LOOKED_THROUGH = 12
"""Contributions, some two years of them, in which gaps are looked for."""
EVERY = 120
"""Twenty years of bimestres, for who asks about one of them."""
EMPLOYER = 22
"""Letters of an employer's name that are shown at most; fewer beside each line of a list."""
BESIDE = 14
LEAST_OF_A_NAME = 5
"""Letters of a word by which an employer is known; shorter ones, as `casa`, are said of much else."""

_LEGAL_FORM = re.compile(r",? (S\.? ?A\.?( ?P\.? ?I\.?)?|S\.? DE R\.? ?L\.?|S\.? ?C\.?|A\.? ?C\.?)( DE C\.? ?V\.?)?$")
_JOINING = frozenset(("Y", "DE", "DEL", "LA", "LAS", "LOS", "EL", "E"))

OF_ONE = T(
    "Lo que ha depositado {employer} para tu casa:\n{lines}", lines="\n".join(["nov-dic 2026 $99,999.99"] * SHOWN)
)
OF_SEVERAL = T(
    "Lo que han depositado tus patrones:\n{lines}",
    lines="\n".join(["nov-dic 2026 $99,999.99 " + "W" * BESIDE] * SHOWN_OF_SEVERAL),
)
LINE = T("{period} {amount}", PART)
OF_YEAR = T("{year}, {employer}:\n{lines}", lines="\n".join(["nov-dic $99,999.99"] * 6), employer="W" * EMPLOYER)
GAP = T(
    "{lines}\nNo vemos {gaps}. ¿Abrimos una queja?",
    lines="\n".join(["nov-dic 2026 $99,999.99"] * SHOWN_BESIDE_GAPS),
    gaps="nov-dic 2026, nov-dic 2026",
)
MONTHS_LINE = T("{months} {amount}", PART, months="nov-dic")
COMPLAIN, LEAVE = T("Sí, abrir queja", PART), T("No", PART)
NOT_THEN = T(
    "No vemos aportación de {what}. La más nueva que vemos: {newest}. Si falta, manda ASESOR.",
    what="nov-dic 2026",
    newest="nov-dic 2026 $99,999.99",
)
NONE = T("Todavía no vemos aportaciones de tu patrón. Si ya deberían estar, manda ASESOR o llama al {infonatel}.")


def _decide(turn: Turn) -> str:
    """Gaps are asked about where nobody asked for a year, months or an employer of their own."""
    turn.data.pop("employer", None)
    if turn.answers and (employer := _named(turn, turn.answers.next())):
        turn.answers.take("", "[…]")
        turn.data["employer"] = employer
    if periods.asked(turn) or "employer" in turn.data:
        return "shown"
    return "gap" if _missing(turn) else "shown"


def _ahead(turn: Turn) -> str:
    """`APORTACIONES zapatera` without the NIP: the employer, and nothing else that was typed."""
    return _named(turn, turn.answers.line) or ""


def _named(turn: Turn, typed: str) -> str | None:
    """Which employer of the worker's own is named: `zapatera`, `de la constructora`."""
    said = [word for word in simplify(typed).split() if len(word) >= LEAST_OF_A_NAME]
    employers = dict.fromkeys(one.employer for one in turn.facts.contributions(turn.account.nss, EVERY))
    for employer in employers if said else ():
        names = [word for word in simplify(employer).split() if len(word) >= LEAST_OF_A_NAME]
        if any(word == name or near(word, name) for word in said for name in names):
            return employer
    return None


def _missing(turn: Turn) -> list[str]:
    nss = turn.account.nss
    found = turn.facts.contributions(nss, LOOKED_THROUGH)
    return missing(found, turn.facts.employments(nss, EVERY), turn.today)[:GAPS]


def _gap(turn: Turn) -> str:
    found = turn.facts.contributions(turn.account.nss, LOOKED_THROUGH)[:SHOWN_BESIDE_GAPS]
    gaps = ", ".join(turn.voice.period(period) for period in _missing(turn))
    return turn.say(GAP, lines="\n".join(_line(turn, one) for one in found), gaps=gaps)


def _of_year(turn: Turn, found: list[Contribution], year: int) -> str:
    lines = [
        turn.say(
            MONTHS_LINE, months=turn.voice.period(one.period).rsplit(" ", 1)[0], amount=turn.voice.money(one.amount)
        )
        for one in found
    ]
    return turn.say(OF_YEAR, year=year, employer=short(found[0].employer), lines="\n".join(lines))


def _contributions(turn: Turn) -> str:
    about, employer = periods.asked(turn), turn.data.get("employer")
    found = turn.facts.contributions(turn.account.nss, EVERY if about or employer else SHOWN)
    if employer:
        found = [one for one in found if one.employer == employer]
    if not found:
        return turn.say(NONE)
    if about:
        latest = found[0]
        found = [one for one in found if about.holds_period(one.period)][:BIMESTRES]
        if not found:
            return turn.say(NOT_THEN, what=about.said(turn.voice), newest=_line(turn, latest))
        if not about.months and len({one.employer for one in found}) == 1:
            return _of_year(turn, found, about.year)
    found = found[:SHOWN]
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


STATES = (
    gate("contributions", keeps=_ahead),
    Do("contributions.open", _decide, leads={"shown": "contributions.show", "gap": "contributions.gap"}),
    Tell("contributions.show", _contributions, keepable=True),
    Ask(
        "contributions.gap",
        _gap,
        texts=(GAP,),
        reads=Choice({"complain": COMPLAIN, "leave": LEAVE}),
        leads={"complain": "info.employer", "leave": "contributions.show"},
    ),
)
