"""FORMAS: where a payment is made and how, in words; the reference itself is PAGO's."""

from __future__ import annotations

from flows.saying.text import TWO, T
from flows.turn.states import Tell

WAYS = T(
    "{where}: di que pagas Infonavit y da tu línea, con el importe exacto.\n"
    "SPEI: en la app de tu banco manda a la CLABE {clabe}, referencia {reference}; de concepto, los 10 números de tu "
    "crédito.\nGuarda tu comprobante. Se ve en {days} días hábiles. Tu línea: PAGO.",
    TWO,
    where="W" * 18,
    days="99",
)

STATES = (
    Tell(
        name="payment.ways",
        says=WAYS,
        show=lambda turn: {
            "where": turn.house.payment_where,
            "clabe": turn.house.payment_clabe,
            "reference": turn.house.payment_spei_reference,
            "days": turn.house.payment_shows_days,
        },
        keepable=True,
    ),
)
