"""AHORRO: what is saved for a house, and what the employer put in last; the three pots for who asks for them."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.saying.text import PART, T
from flows.turn.states import Tell
from flows.turn.turn import Turn

TOTAL = T(
    "Tienes ahorrado {total} para tu casa (al {day}).{last} ¿Falta algo? Manda APORTACIONES.",
    last=" Lo ultimo que deposito tu patron: $99,999.99, de nov-dic 2026.",
)
LAST = T(" Lo último que depositó tu patrón: {amount}, de {period}.", PART)
POTS = T("Tu ahorro al {day}:\nVivienda 97 {newer}\nVivienda 92 {older}\nFondo 72-92 {fund}\nTotal {total}")
NO_SAVINGS = T(
    "Todavía no vemos ahorro a tu nombre. Si ya trabajas con IMSS puede tardar unos meses. "
    "¿Dudas? Manda ASESOR o llama al {infonatel}."
)


def _savings(turn: Turn) -> str:
    savings = turn.facts.savings(turn.account.nss)
    if savings is None:
        return turn.say(NO_SAVINGS)
    newest = turn.facts.contributions(turn.account.nss, 1)
    last = ""
    if newest:
        amount, period = turn.voice.money(newest[0].amount), turn.voice.period(newest[0].period)
        last = turn.say(LAST, amount=amount, period=period)
    return turn.say(TOTAL, day=turn.voice.day(savings.as_of), total=turn.voice.money(savings.total), last=last)


def _pots(turn: Turn) -> str:
    savings = turn.facts.savings(turn.account.nss)
    if savings is None:
        return turn.say(NO_SAVINGS)
    money = turn.voice.money
    return turn.say(
        POTS,
        day=turn.voice.day(savings.as_of),
        newer=money(savings.housing_97),
        older=money(savings.housing_92),
        fund=money(savings.fund_72_92),
        total=money(savings.total),
    )


STATES = (
    gate("savings"),
    Tell("savings.open", _savings, keepable=True),
    gate("pots"),
    Tell("pots.open", _pots, keepable=True),
)
