"""AHORRO: the three pots, their total and date, and the last contribution, in one message."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.states import Tell
from flows.text import ONE, PART, T
from flows.turn import Turn

TOTAL = T(
    "Tu ahorro al {day}: {total}\n{pots}{last}",
    ONE,
    pots="Vivienda 97 $9,999,999.99\nVivienda 92 $9,999,999.99\nFondo 72-92 $9,999,999.99",
    last="\nUlt. aport. sep-oct 2026 $99,999.99",
)
HOUSING_97 = T("Vivienda 97 {amount}", PART)
HOUSING_92 = T("Vivienda 92 {amount}", PART)
FUND = T("Fondo 72-92 {amount}", PART)
LAST = T("\nÚlt. aport. {period} {amount}", PART)
NO_SAVINGS = T(
    "Todavía no vemos ahorro a tu nombre. Si ya trabajas con IMSS puede tardar unos meses. "
    "¿Dudas? Manda ASESOR o llama al {infonatel}.",
    ONE,
)


def _savings(turn: Turn) -> str:
    savings = turn.facts.savings(turn.account.nss)
    if savings is None:
        return turn.say(NO_SAVINGS)
    money = turn.voice.money
    pots = [
        turn.say(text, amount=money(amount))
        for text, amount in (
            (HOUSING_97, savings.housing_97),
            (HOUSING_92, savings.housing_92),
            (FUND, savings.fund_72_92),
        )
    ]
    newest = turn.facts.contributions(turn.account.nss, 1)
    last = ""
    if newest:
        last = turn.say(LAST, period=turn.voice.period(newest[0].period), amount=money(newest[0].amount))
    total = savings.housing_97 + savings.housing_92 + savings.fund_72_92
    return turn.say(TOTAL, day=turn.voice.day(savings.as_of), total=money(total), pots="\n".join(pots), last=last)


STATES = (
    gate("savings"),
    Tell(name="savings.open", says=_savings, keepable=True),
)
