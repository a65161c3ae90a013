"""DESCUENTOS: every order to an employer to begin, change or stop the payroll discount, and what to do with it."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.pick import MOST, pick
from flows.dialogs.savings.contributions import short
from flows.saying.text import ONE, PART, TWO, T
from flows.turn.states import Tell
from flows.turn.turn import Gone, Turn

SHORT = {
    "retencion": T("retención", PART),
    "suspension": T("suspensión", PART),
    "modificacion": T("modificación", PART),
}
KINDS = {
    "retencion": T(
        "{day}: pedimos a {employer} descontarte{amount} (crédito {credit}, folio {folio}). "
        "Empieza al otro día de recibirlo; revísalo en tu recibo.",
        TWO,
        amount=" $9,999,999.99",
    ),
    "suspension": T(
        "{day}: pedimos a {employer} dejar de descontarte (crédito {credit}, folio {folio}). "
        "Llévaselo, y si te siguen descontando manda ASESOR.",
        TWO,
    ),
    "modificacion": T(
        "{day}: pedimos a {employer} cambiar tu descuento{amount} (crédito {credit}, folio {folio}). "
        "Compáralo con tu recibo de nómina.",
        TWO,
        amount=" a $9,999,999.99",
    ),
}
TO = T(" a {amount}", PART)
NAMED = T("{kind} {day}", PART, kind="modificacion")
REASON = T(" Motivo: {reason}", PART, reason="W" * 40)
WHICH = T("¿Cuál aviso de descuento?", ONE)
NONE = T("No hay avisos de descuento a tu nombre.", ONE)
REASON_LETTERS = 40


def _offered(turn: Turn) -> dict[str, str]:
    return {
        order.folio: turn.say(NAMED, kind=turn.say(SHORT[order.kind]), day=turn.voice.day(order.on))
        for order in turn.facts.orders(turn.account.nss, MOST)
    }


def _order(turn: Turn) -> str:
    order = next((one for one in turn.facts.orders(turn.account.nss, MOST) if one.folio == turn.data["picked"]), None)
    if order is None:
        raise Gone
    amount = ""
    if order.amount is not None:
        money = turn.voice.money(order.amount)
        amount = turn.say(TO, amount=money) if order.kind == "modificacion" else f" {money}"
    told = turn.say(
        KINDS[order.kind],
        day=turn.voice.day(order.on),
        employer=short(order.employer),
        amount=amount,
        credit=ending(order.credit_number),
        folio=order.folio,
    )
    return told + (turn.say(REASON, reason=order.reason[:REASON_LETTERS].rstrip()) if order.reason else "")


STATES = (
    gate("orders"),
    *pick("orders", "orders.show", _offered, WHICH, NONE, longest="modificacion 30 sep 2026"),
    Tell(name="orders.show", says=_order, keepable=True),
)
