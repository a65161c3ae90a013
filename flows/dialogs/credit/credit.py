"""CREDITO: what is owed, what to pay, and what to do next, in one message."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.records.credit import Credit
from flows.saying.text import PART, T
from flows.turn.states import Tell
from flows.turn.turn import Turn

PAYROLL = T(
    "Crédito {credit} al {day}: debes {balance}. Mensualidad {monthly}, te la descuenta tu patrón. "
    "Para pagar todo hoy: {payoff}. Manda PAGO.",
    credit="..9999 en UMI",
)
DIRECT = T(
    "Crédito {credit} al {day}: debes {balance}. Tú pagas {monthly}{due}. Para pagar todo hoy: {payoff}. Manda PAGO.",
    credit="..9999 en UMI",
    due=" al mes, antes del 28 nov 2026",
    monthly="$99,999.99",
)
BEFORE = T(" al mes, antes del {day}", PART)
MONTHLY = T(" al mes", PART)
OVERDUE = T(
    "Crédito {credit} al {day}: debes {balance} y tienes atraso de {overdue}. "
    "Para pagarlo manda PAGO; si no puedes, manda ASESOR.",
    credit="..9999 en UMI",
    overdue="$9,999,999.99",
)
EXTENDED = T(
    "Crédito {credit} al {day}: debes {balance}. Está en prórroga: por ahora no pagas mensualidad. "
    "Antes de pagar algo, pregunta a un ASESOR.",
    credit="..9999 en UMI",
)
SETTLED = T("Crédito {credit}: liquidado. Ya no debes nada. ¡Felicidades!")
IN_UNITS = T("{credit} en {currency}", PART)


def _name(turn: Turn, credit: Credit) -> str:
    shown = ending(credit.number)
    return shown if credit.currency == "MXN" else turn.say(IN_UNITS, credit=shown, currency=credit.currency)


def _credit(turn: Turn) -> str:
    credit = chosen(turn)
    money, day = turn.voice.money, turn.voice.day
    if credit.state == "liquidado":
        return turn.say(SETTLED, credit=ending(credit.number))
    common = {"credit": _name(turn, credit), "day": day(credit.as_of), "balance": money(credit.balance)}
    if credit.overdue > 0:
        return turn.say(OVERDUE, **common, overdue=money(credit.overdue))
    if credit.state == "prorroga":
        return turn.say(EXTENDED, **common)
    common |= {"monthly": money(credit.monthly_payment), "payoff": money(credit.payoff)}
    if credit.regime == "ROA":
        return turn.say(PAYROLL, **common)
    return turn.say(
        DIRECT, **common, due=turn.say(BEFORE, day=day(credit.due_soon)) if credit.due_soon else turn.say(MONTHLY)
    )


STATES = (
    gate("credit"),
    *pick_credit("credit", then="credit.show"),
    Tell("credit.show", _credit, keepable=True),
)
