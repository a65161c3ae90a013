"""DESCUENTOS: every order to an employer to begin, change or stop the payroll discount, and what to do with it."""

from __future__ import annotations

from collections import Counter

from flows.dialogs.account.access import gate
from flows.dialogs.credit.pick_credit import ending
from flows.dialogs.credit.suspension import followed
from flows.dialogs.offer import tell
from flows.dialogs.papers import MAIL_IT, key, mailable
from flows.dialogs.pick import pick
from flows.dialogs.savings.contributions import short
from flows.records.credit import DiscountOrder
from flows.saying.text import PART, TWO, T, labels
from flows.turn.turn import Gone, Turn

EVERY = 50
"""Orders that are looked through."""
BESIDE = 9
"""Letters of an employer's name beside an order in a choice."""
REASON_LETTERS = 30

SHORT = labels(retencion="retención", suspension="suspensión", modificacion="modificación")
KINDS = {
    "retencion": T(
        "{day}: pedimos a {employer} descontarte{amount} (crédito {credit}, folio {folio}). "
        "Dale el aviso: empieza al otro día. Revisa que tu recibo diga lo mismo.",
        TWO,
        amount=" $9,999,999.99",
    ),
    "suspension": T(
        "{day}: pedimos a {employer} dejar de descontarte (crédito {credit}, folio {folio}). "
        "Dale el aviso y revisa tus recibos.",
        TWO,
    ),
    "modificacion": T(
        "{day}: pedimos a {employer} cambiar tu descuento{amount} (crédito {credit}, folio {folio}). "
        "Dale el aviso y compáralo con tu recibo de nómina.",
        TWO,
        amount=" a $9,999,999.99",
    ),
}
TO = T(" a {amount}", PART)
OF_CREDIT = T("{credit}: {count} avisos", PART, count="99")
ONE_OF_CREDIT = T("{credit}: {kind}", PART, kind="modificacion")
NAMED = T("{kind} {day}{employer}", PART, kind="modificacion", employer=" " + "W" * BESIDE)
PAPER = T(" Pide el aviso con DOCUMENTO.", PART)
REASON = T(" Motivo: {reason}", PART, reason="W" * REASON_LETTERS)
WHICH_CREDIT = T("Hay avisos de descuento de varios créditos. ¿De cuál?")
WHICH = T("¿Cuál aviso?")
NONE = T("No hay avisos de descuento a tu nombre.")


def _credits(turn: Turn) -> dict[str, str]:
    """Credits with orders, the one of the newest first, and which each has or how many."""
    orders = turn.facts.orders(turn.account.nss, EVERY)
    counts = Counter(order.credit_number for order in orders)
    kinds = {order.credit_number: turn.say(SHORT[order.kind]) for order in orders}
    return {
        number: turn.say(
            OF_CREDIT if count > 1 else ONE_OF_CREDIT, credit=ending(number), count=count, kind=kinds[number]
        )
        for number, count in counts.items()
    }


def _offered(turn: Turn) -> dict[str, str]:
    every = turn.facts.orders(turn.account.nss, EVERY)
    orders = [order for order in every if order.credit_number == turn.data["credit"]]
    several = len({order.employer for order in orders}) > 1
    return {
        order.folio: turn.say(
            NAMED,
            kind=turn.say(SHORT[order.kind]),
            day=turn.voice.day(order.on),
            employer=f" {short(order.employer, BESIDE)}" if several else "",
        )
        for order in orders
    }


def _picked(turn: Turn) -> DiscountOrder:
    for order in turn.facts.orders(turn.account.nss, EVERY):
        if order.folio == turn.data["picked"]:
            return order
    raise Gone


def _order(turn: Turn) -> str:
    order = _picked(turn)
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
    if not mailable(turn):
        told += turn.say(PAPER)
    if order.kind == "suspension":
        return told + followed(turn, order)
    return told + (turn.say(REASON, reason=order.reason[:REASON_LETTERS].rstrip()) if order.reason else "")


def _options(turn: Turn) -> dict[str, str]:
    return {"mail": MAIL_IT} if mailable(turn) else {}


def _choose(turn: Turn, value: str) -> str:
    turn.data["paper"] = key("order", turn.data["picked"])
    return value


STATES = (
    gate("orders"),
    *pick(
        "orders",
        "orders.of.open",
        _credits,
        WHICH_CREDIT,
        NONE,
        longest="..9999: modificacion",
        most=3,
        keep="credit",
    ),
    *pick("orders.of", "orders.show", _offered, WHICH, NONE, longest="modificacion 30 sep 2026 WWWWWWWWW", most=3),
    *tell(
        "orders.show",
        _order,
        tuple(KINDS.values()),
        _options,
        (MAIL_IT,),
        _choose,
        {"mail": "document.open"},
    ),
)
