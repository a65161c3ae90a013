"""MOVIMIENTOS: the last lines of a credit's statement."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import chosen, ending, pick_credit
from flows.readers import periods
from flows.saying.text import ONE, PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Turn

SHOWN = 5
CONCEPT = 16
EVERY = 400
"""Movements that are looked through for a month or a year."""

LIST = T(
    "Crédito {credit}, últimos movimientos:\n{lines}\nSaldo {balance}",
    TWO,
    lines="\n".join(["17 dic 2026 " + "W" * CONCEPT + " -$999,999.99"] * SHOWN),
)
LINE = T("{day} {concept} {amount}", PART)
NOT_THEN = T("Tu crédito {credit} no tiene movimientos de {what}. El más nuevo es del {day}.", ONE, what="nov-dic 2026")
NONE = T("Tu crédito {credit} todavía no tiene movimientos.", ONE)


def _statement(turn: Turn) -> str:
    credit = chosen(turn)
    about = periods.asked(turn)
    movements = turn.facts.movements(credit.number, EVERY if about else SHOWN)
    if not movements:
        return turn.say(NONE, credit=ending(credit.number))
    if about:
        newest, movements = movements[0], [one for one in movements if about.holds(one.on)][:SHOWN]
        if not movements:
            what, day = about.said(turn.voice), turn.voice.day(newest.on)
            return turn.say(NOT_THEN, what=what, credit=ending(credit.number), day=day)
    lines = [
        turn.say(
            LINE,
            day=turn.voice.day(movement.on),
            concept=movement.concept[:CONCEPT].strip(),
            amount=turn.voice.money(movement.amount),
        )
        for movement in movements
    ]
    return turn.say(
        LIST, credit=ending(credit.number), lines="\n".join(lines), balance=turn.voice.money(movements[0].balance)
    )


STATES = (
    gate("statement"),
    *pick_credit("statement", then="statement.show"),
    Tell(name="statement.show", says=_statement, keepable=True),
)
