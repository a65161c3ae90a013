"""DESCUENTOS: the newest order to an employer to begin, change or stop the payroll discount."""

from __future__ import annotations

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.savings.contributions import short
from flows.states import Tell
from flows.text import ONE, PART, TWO, T
from flows.turn import Turn

KINDS = {
    "retencion": T("retención: tu patrón empieza a descontarte", PART),
    "suspension": T("suspensión: tu patrón deja de descontarte", PART),
    "modificacion": T("modificación: cambia tu descuento", PART),
}
ORDER = T(
    "Aviso de {kind}{amount}.\n{employer}, {day}\nCrédito {credit}, folio {folio}{reason}",
    TWO,
    kind="retencion: tu patron empieza a descontarte",
    amount=" $9,999,999.99",
    reason="\nMotivo: " + "W" * 60,
)
REASON = T("\nMotivo: {reason}", PART, reason="W" * 60)
NONE = T("No hay avisos de descuento a tu nombre.", ONE)
REASON_LETTERS = 60


def _order(turn: Turn) -> str:
    newest = turn.facts.orders(turn.account.nss, 1)
    if not newest:
        return turn.say(NONE)
    order = newest[0]
    return turn.say(
        ORDER,
        kind=turn.say(KINDS[order.kind]),
        amount=f" {turn.voice.money(order.amount)}" if order.amount is not None else "",
        employer=short(order.employer),
        day=turn.voice.day(order.on),
        credit=ending(order.credit_number),
        folio=order.folio,
        reason=turn.say(REASON, reason=order.reason[:REASON_LETTERS]) if order.reason else "",
    )


STATES = (gate("orders"), Tell(name="orders.open", says=_order, keepable=True))
