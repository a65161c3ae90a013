"""FORMAS: where a payment is made and how, in words; the reference itself is PAGO's."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from flows.dialogs.credit.reference import AGREEMENT, PLACE_LETTERS, WHERE_LETTERS
from flows.dialogs.pick import pick
from flows.saying.house import PlaceKind
from flows.saying.text import PART, TWO, T, Text
from flows.turn.states import Do, Tell
from flows.turn.turn import Turn

WAYS = T(
    "{where}: di que pagas Infonavit y da tu línea, con el importe exacto.\n"
    "SPEI: en la app de tu banco manda a la CLABE {clabe}, referencia {reference}; de concepto, los 10 números de tu "
    "crédito.\nGuarda tu comprobante. Se ve en {days} días hábiles. Tu línea: PAGO.",
    TWO,
    where="W" * WHERE_LETTERS,
    days="99",
)
WHERE = T("¿Dónde quieres pagar?")
_COMMON = {"place": "W" * PLACE_LETTERS, "days": "99", "agreement": " convenio 99999999,"}
BY: Mapping[PlaceKind, Text] = {
    "linea": T(
        "{place}: di que pagas Infonavit,{agreement} y da tu línea y el importe exacto. Guarda tu comprobante: se ve "
        "en {days} días hábiles. Tu línea: PAGO.",
        TWO,
        **_COMMON,
    ),
    "credito": T(
        "{place}: di que abonas a tu crédito Infonavit y da sus 10 números{limits}. Guarda tu ticket: se ve en {days} "
        "días hábiles. Para saber cuánto: PAGO.",
        TWO,
        **_COMMON,
        limits=", de $9,999,999.99 a $9,999,999.99",
    ),
    "spei": T(
        "{place}: en la app de tu banco manda a la CLABE {clabe}, referencia {reference}; de concepto, los 10 números "
        "de tu crédito. Se ve en {days} días hábiles. Para saber cuánto: PAGO.",
        TWO,
        **_COMMON,
    ),
}
LIMITS = {
    (True, True): T(", de {least} a {most}", PART),
    (True, False): T(", desde {least}", PART),
    (False, True): T(", hasta {most}", PART),
}


def _way(turn: Turn) -> str:
    house = turn.house
    place = next((one for one in house.payment_places if one.name == turn.data["picked"]), house.payment_places[0])
    limits = LIMITS.get((place.least is not None, place.most is not None))
    money = turn.voice.money
    bounds = {"least": money(place.least or Decimal()), "most": money(place.most or Decimal())}
    return turn.say(
        BY[place.kind],
        place=place.name,
        agreement=turn.say(AGREEMENT, agreement=place.agreement) if place.agreement else "",
        limits=turn.say(limits, **bounds) if limits else "",
        clabe=place.clabe,
        reference=place.reference,
        days=house.payment_shows_days,
    )


STATES = (
    Do(
        "payment.ways",
        lambda turn: "places" if turn.house.payment_places else "all",
        leads={"places": "payment.ways.open", "all": "payment.ways.all"},
    ),
    *pick(
        "payment.ways",
        then="payment.ways.way",
        offered=lambda turn: {place.name: place.name for place in turn.house.payment_places},
        which=WHERE,
        none=WHERE,
        longest="W" * PLACE_LETTERS,
    ),
    Tell("payment.ways.way", _way, keepable=True),
    Tell(
        "payment.ways.all",
        WAYS,
        show=lambda turn: {
            "where": turn.house.payment_where,
            "clabe": turn.house.payment_clabe,
            "reference": turn.house.payment_spei_reference,
            "days": turn.house.payment_shows_days,
        },
        keepable=True,
    ),
)
