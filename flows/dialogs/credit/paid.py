"""YA PAGUÉ: what has been seen of a payment, and when one that is not seen yet shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.records.credit import Movement
from flows.saying.text import T
from flows.turn.states import Tell
from flows.turn.turn import Turn

LOOKED_THROUGH = 60
"""Movements among which a payment is looked for."""

SEEN = T("Sí lo vemos: {amount} el {day} en tu crédito {credit}. ¡Gracias! Para ver cuánto debes manda CREDITO.")
NOT_YET = T(
    "Todavía no vemos tu pago de {amount}. Tarda hasta {days} días hábiles; guarda tu comprobante. "
    "Si después no está, manda ASESOR.",
    days="99",
)
LAST = T(
    "Lo último que vemos en tu crédito {credit}: {amount} el {day}. Un pago nuevo tarda hasta {days} días hábiles. "
    "Si no aparece, manda ASESOR.",
    days="99",
)
NONE = T(
    "Todavía no vemos pagos en tu crédito {credit}. Tardan hasta {days} días hábiles; guarda tu comprobante. "
    "Si no aparece, manda ASESOR.",
    days="99",
)


def payments(movements: Sequence[Movement]) -> list[Movement]:
    """Those that are payments and were not taken back, in the order given, the newest first."""
    taken_back = Counter(one.amount for one in movements if one.amount > 0)
    found = []
    for one in movements:
        if one.amount < 0 and taken_back[-one.amount]:
            taken_back[-one.amount] -= 1
        elif one.amount < 0:
            found.append(one)
    return found


def _paid(turn: Turn) -> str:
    credit = chosen(turn)
    found = payments(turn.facts.movements(credit.number, LOOKED_THROUGH))
    given = turn.facts.given(credit.number)
    money, days = turn.voice.money, turn.house.payment_shows_days
    if given and given.given_on:
        since = given.given_on
        same = next((one for one in found if one.amount == -given.amount and one.on >= since), None)
        if same:
            shown = {"amount": money(given.amount), "day": turn.voice.day(same.on)}
            return turn.say(SEEN, credit=ending(credit.number), **shown)
        if not any(one.on >= since for one in found):
            return turn.say(NOT_YET, amount=money(given.amount), days=days)
    if not found:
        return turn.say(NONE, credit=ending(credit.number), days=days)
    last = {"amount": money(-found[0].amount), "day": turn.voice.day(found[0].on)}
    return turn.say(LAST, credit=ending(credit.number), days=days, **last)


STATES = (
    gate("paid"),
    *pick_credit("paid", then="paid.show"),
    Tell("paid.show", _paid, keepable=True),
)
