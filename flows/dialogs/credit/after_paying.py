"""LIQUIDE: what is left to do once a credit is paid off, and what is done: the discount, the refund, the letter.

Each line is what the files say; of the deed they say nothing, so that it is only named as what comes last.
"""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.credit.suspension import discounted_since
from flows.dialogs.pick import pick
from flows.records.credit import Benefit
from flows.saying.text import PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Turn

EVERY = 50
"""Orders and benefits that are looked through."""

NONE = T("No vemos créditos liquidados a tu nombre. Si ya pagaste todo, manda ASESOR con tu comprobante.")
WHICH = T("¿De cuál crédito liquidado?")
STEPS = T(
    "Crédito {credit} pagado. {notice}. {refund}. {letter}. Al final, el notario libera tu escritura. ¿Dudas? ASESOR.",
    TWO,
    notice="Patron: aviso enviado 30 sep 2026, aun vemos descuentos",
    refund="Pagaste $9,999,999.99 de mas: pidelo en el 800 008 3900",
    letter="Carta lista: llevala al notario antes del 30 sep 2026",
)
STOPPED = T("Patrón: aviso enviado {day}, ya sin descuentos", PART)
STILL = T("Patrón: aviso enviado {day}, aún vemos descuentos", PART)
SENT = T("Patrón: aviso enviado {day}, revisa tu recibo", PART)
NO_ORDER = T("Patrón: no vemos el aviso, pídelo con ASESOR", PART)
REFUNDED = T("Lo que pagaste de más ya se devolvió", PART)
TO_REFUND = T("Pagaste {amount} de más: pídelo en el {infonatel}", PART)
NO_REFUND = T("No vemos dinero a tu favor", PART)
LETTER = T("Carta lista: llévala al notario antes del {day}", PART)
VOID = T("Tu carta venció el {day}: pide otra con ASESOR", PART)
HANDED = T("Carta de cancelación: ya está", PART)
NO_LETTER = T("Carta de cancelación: aún no la vemos", PART)


def _paid(turn: Turn) -> dict[str, str]:
    paid = (one for one in turn.facts.credits(turn.account.nss) if one.state == "liquidado")
    return {one.number: ending(one.number) for one in paid}


def _steps(turn: Turn) -> str:
    number = str(turn.data["picked"])
    found: dict[str, Benefit] = {}
    for one in turn.facts.benefits(number, EVERY):
        found.setdefault(one.kind, one)
    return turn.say(
        STEPS,
        credit=ending(number),
        notice=_notice(turn, number),
        refund=_refund(turn, found.get("saldo_a_favor")),
        letter=_letter(turn, found.get("carta_cancelacion")),
    )


def _notice(turn: Turn, number: str) -> str:
    orders = turn.facts.orders(turn.account.nss, EVERY)
    order = next((one for one in orders if one.credit_number == number and one.kind == "suspension"), None)
    if order is None:
        return turn.say(NO_ORDER)
    text = {True: STILL, False: STOPPED, None: SENT}[discounted_since(turn, order)]
    return turn.say(text, day=turn.voice.day(order.on))


def _refund(turn: Turn, one: Benefit | None) -> str:
    if one is None or (one.amount is None and not one.done):
        return turn.say(NO_REFUND)
    if one.done or one.amount is None:
        return turn.say(REFUNDED)
    return turn.say(TO_REFUND, amount=turn.voice.money(one.amount))


def _letter(turn: Turn, one: Benefit | None) -> str:
    if one is None:
        return turn.say(NO_LETTER)
    if one.done:
        return turn.say(HANDED)
    until = one.until or one.on + turn.house.ages.letter_lasts
    return turn.say(LETTER if until >= turn.today else VOID, day=turn.voice.day(until))


STATES = (
    gate("after"),
    *pick("after", "after.show", _paid, WHICH, NONE, longest="..9999"),
    Tell("after.show", _steps, keepable=True),
)
