"""CREDITO: what is owed, what is due and when, and how it stands."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import STATE_NAMES, chosen, ending, pick_credit
from flows.states import Tell
from flows.text import ONE, PART, TWO, T
from flows.turn import Turn

CREDIT = T(
    "Crédito {credit}, {state}, al {day}\nDebes {balance}\nMensualidad {monthly}{due}{overdue}\n"
    "Liquidas con {payoff}\n{regime}{unit}",
    TWO,
    due=", antes del 28 nov 2026",
    overdue="\nAtrasado $9,999,999.99. Para ponerte al corriente manda PAGO.",
    regime="Lo pagas tu directo (REA)",
    unit=". Tu credito esta en VSM",
)
DUE = T(", antes del {day}", PART)
OVERDUE = T("\nAtrasado {amount}. Para ponerte al corriente manda PAGO.", PART)
REGIMES = {"ROA": T("Descuento de nómina (ROA)", PART), "REA": T("Lo pagas tú directo (REA)", PART)}
UNIT = T(". Tu crédito está en {currency}", PART)
SETTLED = T("Crédito {credit}: liquidado. Ya no debes nada. ¡Felicidades!", ONE)


def _credit(turn: Turn) -> str:
    credit = chosen(turn)
    money, day = turn.voice.money, turn.voice.day
    if credit.state == "liquidado":
        return turn.say(SETTLED, credit=ending(credit.number))
    return turn.say(
        CREDIT,
        credit=ending(credit.number),
        state=turn.say(STATE_NAMES[credit.state]),
        day=day(credit.as_of),
        balance=money(credit.balance),
        monthly=money(credit.monthly_payment),
        due=turn.say(DUE, day=day(credit.due_on)) if credit.due_on else "",
        overdue=turn.say(OVERDUE, amount=money(credit.overdue)) if credit.overdue > 0 else "",
        payoff=money(credit.payoff),
        regime=turn.say(REGIMES[credit.regime]),
        unit=turn.say(UNIT, currency=credit.currency) if credit.currency != "MXN" else "",
    )


STATES = (
    gate("credit"),
    *pick_credit("credit", then="credit.show"),
    Tell(name="credit.show", says=_credit, keepable=True),
)
