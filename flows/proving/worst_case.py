"""The longest values a text can meet, by the name of the placeholder: what its budget is proved with.

Amounts reach one centavo under ten million pesos, more than any credit or saving of the institution; a name
and an employer are cut to a known length where they are put in.
"""

from __future__ import annotations

from collections.abc import Mapping

from flows.saying.house import House
from flows.saying.names import SHOWN as NAME_LETTERS
from flows.saying.text import REGISTRY, Text

MONEY = "$9,999,999.99"
DAY = "30 sep 2026"
_HOUSE = House()

VALUES: Mapping[str, str] = {
    **dict.fromkeys(("amount", "total", "balance", "monthly", "payoff", "paid", "inflation", "real", "least"), MONEY),
    **dict.fromkeys(("newer", "older", "fund"), MONEY),
    "day": DAY,
    "until": f", hasta el {DAY}",
    "time": "23:59",
    "period": "nov-dic 2026",
    "year": "2026",
    "name": "W" * NAME_LETTERS + " W*** W***",
    "credit": "..9999",
    "state": "en prorroga",
    "regime": "Lo pagas tu directo (REA)",
    "currency": "VSM",
    "employer": "W" * 22,
    "concept": "W" * 16,
    "folio": "W" * 12,
    "code": "999999",
    "left": "9",
    "points": "9999",
    "needed": "9999",
    "missing": "tu NSS (11 numeros), tu CURP (18) y tu RFC (13)",
    "rate": "10.45",
    "clabe": "0" * 18,
    "reference": "9999999",
    "where": "tu celular nuevo",
    "note": "W" * 90,
    "reason": "W" * 60,
    "ussd": _HOUSE.ussd_code,
    "infonatel": _HOUSE.phone_line,
    "short_code": _HOUSE.short_code,
}


def worst(text: str, template: str) -> str:
    """The template of `text` at its longest. Raises KeyError for a placeholder nobody has given a longest value."""
    if "{" not in template:
        return template
    return template.format(**{**VALUES, **(text.worst if isinstance(text, Text) else {})})


def all_texts() -> list[Text]:
    """Every text the program can say."""
    return list(REGISTRY.values())
