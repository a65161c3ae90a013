"""BENEFICIOS: what the worker's credits are given or owed now, as the institution's file has it, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.pick import pick
from flows.records.credit import Benefit, BenefitKind
from flows.records.record import Record
from flows.saying.text import PART, T, Text
from flows.turn.states import Tell
from flows.turn.turn import Gone, Turn

EVERY = 20
"""Benefits of a credit that are looked through."""

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


class BenefitWords(Record):
    """How a kind of benefit is named in a choice, told with its figures, and told where the file gives none."""

    named: Text
    told: Text
    bare: Text = SEE


WORDING: dict[BenefitKind, BenefitWords] = {
    "reestructura": BenefitWords(T("Reestructura", PART), LESS, BETTER),
    "liquidacion_mitad": BenefitWords(T("Liquidar a mitad", PART), HALF),
    "prorroga": BenefitWords(T("Prórroga", PART), MONTHS, EXTENSION),
    "fondo_pagos": BenefitWords(T("Fondo de pagos", PART), FUND),
    "saldo_a_favor": BenefitWords(T("Pagaste de más", PART), REFUND),
    "carta_cancelacion": BenefitWords(T("Carta de cancelación", PART), LETTER),
}


def _now(turn: Turn) -> Iterator[Benefit]:
    """What can still be used, of every credit, the newest of each first."""
    for credit in turn.facts.credits(turn.account.nss):
        for one in turn.facts.benefits(credit.number, EVERY):
            if not one.done and (one.until is None or one.until >= turn.today):
                yield one


def _offered(turn: Turn) -> dict[str, str]:
    return {
        one.folio: turn.say(NAMED, kind=turn.say(WORDING[one.kind].named), credit=ending(one.credit_number))
        for one in _now(turn)
    }


def _told(turn: Turn) -> str:
    for one in _now(turn):
        if one.folio == turn.data["picked"]:
            return said(turn, one)
    raise Gone


def said(turn: Turn, one: Benefit) -> str:
    """A benefit in words, with what the file has of it and no more."""
    words, figures = WORDING[one.kind], _figures(turn, one)
    return turn.say(
        words.bare if figures is None else words.told,
        credit=ending(one.credit_number),
        kind=turn.say(words.named),
        day=turn.voice.day(one.on),
        until=turn.say(UNTIL, day=turn.voice.day(one.until)) if one.until else "",
        **(figures or {}),
    )


def _figures(turn: Turn, one: Benefit) -> dict[str, object] | None:
    """Those that a benefit of its kind is told with; None where the file lacks one."""
    money = turn.voice.money
    match one.kind:
        case "reestructura":
            if one.before is None or one.after is None:
                return None
            return {"older": money(one.before), "newer": money(one.after)}
        case "prorroga":
            return None if one.months_left is None else {"used": one.months_used or 0, "left": one.months_left}
        case "carta_cancelacion":
            return {}
        case _:
            return None if one.amount is None else {"amount": money(one.amount)}


STATES = (
    gate("benefits"),
    *pick("benefits", "benefits.show", _offered, WHICH, NONE, longest="Carta de cancelacion ..9999", most=3),
    Tell("benefits.show", _told, keepable=True),
)
