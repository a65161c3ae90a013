"""The reference that PAGO gives: at the bank, at a shop and by SPEI, or at the places that are set up, one by one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flows.dialogs.account.access import FIRST_NIP, ask_first
from flows.dialogs.offer import tell
from flows.readers.readers import Options
from flows.saying.house import PaymentPlace, PlaceKind
from flows.saying.text import PART, T, Text
from flows.turn.turn import Turn
from identifiers import payment_line

WHERE_LETTERS = 18
"""Of where the line is paid, as the biller is set up."""
PLACE_LETTERS = 12
"""Of the name of a place."""
OTHERS = 3
"""Places that are offered beside the one that is told."""

_LINE, _PLACE, _CREDIT = "9999 9999 9999 9999 99", "W" * PLACE_LETTERS, "9999999999"
REFERENCE = T(
    "Paga {amount} hasta el {day}\n{where}: línea {line}\n"
    "SPEI: CLABE {clabe}, referencia {reference}, concepto {credit}",
    credit=_CREDIT,
    line=_LINE,
    where="W" * WHERE_LETTERS,
)
AT: Mapping[PlaceKind, Text] = {
    "linea": T(
        "Paga {amount} hasta el {day}\n{place}:{agreement} línea {line}",
        place=_PLACE,
        agreement=" convenio 99999999,",
        line=_LINE,
    ),
    "credito": T(
        "Paga {amount}\n{place}: di que abonas a Infonavit y da tu número de crédito {credit}",
        place=_PLACE,
        credit=_CREDIT,
    ),
    "spei": T(
        "Paga {amount}\n{place}: CLABE {clabe}, referencia {reference}, concepto {credit}",
        place=_PLACE,
        credit=_CREDIT,
    ),
}
AGREEMENT = T(" convenio {agreement},", PART)


def _places(turn: Turn) -> dict[str, PaymentPlace]:
    """Where the amount is taken, by the place's name; none where the house has no places of its own."""
    amount = Decimal(turn.data["amount"])
    return {place.name: place for place in turn.house.payment_places if place.takes(amount)}


def _told(turn: Turn) -> PaymentPlace | None:
    """The place to be told: the one that was chosen, else the first."""
    places = _places(turn)
    return places.get(turn.data.get("place", "")) or next(iter(places.values()), None)


def _options(turn: Turn) -> Options:
    told = _told(turn)
    return {name: name for name in list(_places(turn)) if told and name != told.name}


def _reference(turn: Turn) -> str:
    data, house, place = turn.data, turn.house, _told(turn)
    amount, expires = Decimal(data["amount"]), date.fromisoformat(data["expires"])
    shown = {"amount": turn.voice.money(amount), "credit": data["credit"]}
    if place is None:
        return turn.say(
            REFERENCE,
            **shown,
            day=turn.voice.day(expires),
            where=house.payment_where,
            line=payment_line.format(data["line"]),
            clabe=house.payment_clabe,
            reference=house.payment_spei_reference,
        )
    line = payment_line.build(data["credit"], amount, expires, place.rules) if place.kind == "linea" else data["line"]
    return turn.say(
        AT[place.kind],
        **shown,
        day=turn.voice.day(expires),
        place=place.name,
        agreement=turn.say(AGREEMENT, agreement=place.agreement) if place.agreement else "",
        line=payment_line.format(line),
        clabe=place.clabe,
        reference=place.reference,
    )


def _choose(turn: Turn, name: str) -> str:
    """Another place for the same payment; the NIP again where it was given too long ago."""
    outcome = ask_first(turn, "payment")
    if outcome == "open":
        turn.data["place"] = name
        return "place"
    return outcome


STATES = tell(
    "payment.reference",
    _reference,
    tuple(AT.values()),
    _options,
    (_PLACE,) * OTHERS,
    _choose,
    {"place": "payment.reference", **FIRST_NIP},
)
