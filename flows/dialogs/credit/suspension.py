"""A suspension order is followed until no discount is seen any more."""

from __future__ import annotations

from flows.records.credit import DiscountOrder, Movement
from flows.saying.text import PART, T
from flows.turn.turn import Turn
from flows.typed.folding import simplify

EVERY = 60
"""Movements that are looked through."""
_DISCOUNT = frozenset(["nomina", "descuento", "descuentos", "patron"])

STILL = T(" Todavía te descuentan: vemos {amount} el {last}. Manda ASESOR con tu recibo.", PART, last="30 sep 2026")
LATE = T(
    " Vemos un descuento el {last}, que puede ser de antes. Pregunta otra vez en un bimestre.", PART, last="30 sep 2026"
)
STOPPED = T(" Desde entonces no vemos descuentos: ya quedó.", PART)
NOT_YET = T(" Aún no vemos qué pasó después: pregunta otra vez tras tu próximo recibo.", PART)


def followed(turn: Turn, order: DiscountOrder) -> str:
    """What has been seen of discounts on the credit since the order."""
    newest = _newest(turn, order)
    if newest is not None:
        amount, last = turn.voice.money(-newest.amount), turn.voice.day(newest.on)
        return turn.say(STILL, amount=amount, last=last) if _late(turn, order, newest) else turn.say(LATE, last=last)
    return turn.say(STOPPED if _over(turn, order) else NOT_YET)


def discounted_since(turn: Turn, order: DiscountOrder) -> bool | None:
    """Whether the employer still discounts after the order; None where that cannot be told yet."""
    newest = _newest(turn, order)
    if newest is not None:
        return True if _late(turn, order, newest) else None
    return False if _over(turn, order) else None


def _newest(turn: Turn, order: DiscountOrder) -> Movement | None:
    seen = turn.facts.movements(order.credit_number, EVERY)
    return next((one for one in seen if one.on > order.on and is_discount(one)), None)


def _over(turn: Turn, order: DiscountOrder) -> bool:
    """Whether the credit's file is of after the time in which discounts are handed over."""
    mine = turn.facts.credits(turn.account.nss)
    as_of = next((one.as_of for one in mine if one.number == order.credit_number), order.on)
    return as_of > order.on + turn.house.ages.handed_over


def is_discount(movement: Movement) -> bool:
    """Whether a movement is money that an employer kept from the wages: by the words of its `concepto`."""
    return movement.amount < 0 and not _DISCOUNT.isdisjoint(simplify(movement.concept).split())


def _late(turn: Turn, order: DiscountOrder, movement: Movement) -> bool:
    return movement.on > order.on + turn.house.ages.handed_over
