"""APORTACIONES: what employers have put in lately."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.states import Tell
from flows.text import ONE, PART, TWO, T
from flows.turn import Turn

SHOWN = 4
EMPLOYER = 22

LIST = T(
    "Tus últimas aportaciones:\n{lines}", TWO, lines="\n".join(["nov-dic 2026 $99,999.99 " + "W" * EMPLOYER] * SHOWN)
)
LINE = T("{period} {amount} {employer}", PART)
NONE = T("Todavía no vemos aportaciones de tu patrón. Si ya deberían estar, manda ASESOR o llama al {infonatel}.", ONE)


def _contributions(turn: Turn) -> str:
    found = turn.facts.contributions(turn.account.nss, SHOWN)
    if not found:
        return turn.say(NONE)
    lines = [
        turn.say(
            LINE,
            period=turn.voice.period(contribution.period),
            amount=turn.voice.money(contribution.amount),
            employer=short(contribution.employer),
        )
        for contribution in found
    ]
    return turn.say(LIST, lines="\n".join(lines))


def short(employer: str) -> str:
    """An employer's name cut at a word so that a line fits a small screen."""
    if len(employer) <= EMPLOYER:
        return employer
    cut = employer[: EMPLOYER + 1].rsplit(" ", 1)[0]
    return cut[:EMPLOYER]


STATES = (gate("contributions"), Tell(name="contributions.open", says=_contributions, keepable=True))
