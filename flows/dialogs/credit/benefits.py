"""BENEFICIOS: what the worker's credits are given or owed now, as the institution's file has it, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.pick import pick
from flows.records.credit import Benefit
from flows.saying.text import PART, T
from flows.turn.states import Tell
from flows.turn.turn import Gone, Turn

EVERY = 20
"""Benefits of a credit that are looked through."""

NAMES = {
    "reestructura": T("Reestructura", PART),
    "liquidacion_mitad": T("Liquidar a mitad", PART),
    "prorroga": T("Prórroga", PART),
    "fondo_pagos": T("Fondo de pagos", PART),
    "saldo_a_favor": T("Pagaste de más", PART),
    "carta_cancelacion": T("Carta de cancelación", PART),
}
NAMED = T("{kind} {credit}", PART, kind="Carta de cancelacion")
NONE = T("Hoy no vemos beneficios en tus créditos. Si no puedes pagar o tienes dudas, manda ASESOR.")
WHICH = T("¿Cuál quieres ver?")
LESS = T("Tu crédito {credit} se reestructuró el {day}, gratis: debías {older} y quedó en {newer}. Hoy: CREDITO.")
BETTER = T("Tu crédito {credit} se reestructuró el {day}, gratis. Cómo quedó: CREDITO. ¿Dudas? ASESOR.")
HALF = T("Con {amount} exactos liquidas tu crédito {credit}{until}. Manda PAGO y te damos tu línea.")
MONTHS = T(
    "Prórroga de tu crédito {credit}: llevas {used} meses y te quedan {left}{until}. Si pagas por tu cuenta o vuelves "
    "a trabajar, se acaba. ¿Dudas? ASESOR.",
    used="24",
    left="24",
)
EXTENSION = T("Tu crédito {credit} tiene prórroga{until}. Si pagas por tu cuenta, se acaba. ¿Dudas? ASESOR.")
FUND = T("Con el Fondo de pagos cubres tu mensualidad del crédito {credit} con {amount}{until}. Manda PAGO.")
REFUND = T("Pagaste {amount} de más en tu crédito {credit}. Te los devuelven gratis: sigue los pasos con LIQUIDE.")
LETTER = T("Tu carta de cancelación del crédito {credit} está lista{until}. Llévala al notario; pasos: LIQUIDE.")
SEE = T(
    "Vemos en tu crédito {credit}: {kind}, del {day}. Cómo usarlo te lo dice un ASESOR.",
    kind="Carta de cancelacion",
)
UNTIL = T(", hasta el {day}", PART)


def _now(turn: Turn) -> Iterator[Benefit]:
    """What can still be used, of every credit, the newest of each first."""
    for credit in turn.facts.credits(turn.account.nss):
        for one in turn.facts.benefits(credit.number, EVERY):
            if not one.done and (one.until is None or one.until >= turn.today):
                yield one


def _offered(turn: Turn) -> dict[str, str]:
    return {
        one.folio: turn.say(NAMED, kind=turn.say(NAMES[one.kind]), credit=ending(one.credit_number))
        for one in _now(turn)
    }


def _told(turn: Turn) -> str:
    for one in _now(turn):
        if one.folio == turn.data["picked"]:
            return said(turn, one)
    raise Gone


def said(turn: Turn, one: Benefit) -> str:
    """A benefit in words, with what the file has of it and no more."""
    money, day = turn.voice.money, turn.voice.day
    credit = ending(one.credit_number)
    until = turn.say(UNTIL, day=day(one.until)) if one.until else ""
    by_amount = {"liquidacion_mitad": HALF, "fondo_pagos": FUND, "saldo_a_favor": REFUND}
    if one.kind == "reestructura" and one.before is not None and one.after is not None:
        return turn.say(LESS, credit=credit, day=day(one.on), older=money(one.before), newer=money(one.after))
    if one.kind == "reestructura":
        return turn.say(BETTER, credit=credit, day=day(one.on))
    if one.kind == "prorroga" and one.months_left is not None:
        return turn.say(MONTHS, credit=credit, used=one.months_used or 0, left=one.months_left, until=until)
    if one.kind == "prorroga":
        return turn.say(EXTENSION, credit=credit, until=until)
    if one.kind == "carta_cancelacion":
        return turn.say(LETTER, credit=credit, until=until)
    if one.amount is None:
        return turn.say(SEE, credit=credit, kind=turn.say(NAMES[one.kind]), day=day(one.on))
    return turn.say(by_amount[one.kind], amount=money(one.amount), credit=credit, until=until)


STATES = (
    gate("benefits"),
    *pick("benefits", "benefits.show", _offered, WHICH, NONE, longest="Carta de cancelacion ..9999", most=3),
    Tell("benefits.show", _told, keepable=True),
)
