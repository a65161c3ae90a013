"""Amounts of money as people type them.

A point before two decimals and commas between thousands is the Mexican way. A comma before exactly two final digits
can only be decimals, and `1.500,00` can only be the European form of the same, so both are taken. What could be read
in two ways (`1.500`, `1500,5`, `12,34,5`), is negative, zero, glued to letters or has three decimals is refused: a
wrong amount costs more than a second question.

>>> take_amount("$1,500.50 pesos, 2")
(Decimal('1500.50'), '2')
>>> take_amount("2 mil"), take_amount("2.5 mil"), take_amount("1.500,00")
((Decimal('2000.00'), ''), (Decimal('2500.00'), ''), (Decimal('1500.00'), ''))
>>> take_amount("mil quinientos pesos, 2"), take_amount("dos mil"), take_amount("dos")
((Decimal('1500.00'), '2'), (Decimal('2000.00'), ''), None)
>>> take_amount("-5"), take_amount("1.500"), take_amount("0")
(None, None, None)
"""

from __future__ import annotations

import re
from decimal import Decimal

from identifiers.spelt import take_spelt
from identifiers.tokens import normal, trim

_AMOUNT = re.compile(
    r"""
    [\s,;:]*+
    (?: (?: importe|monto|cantidad|son|de|por|a|pagar|pago|quiero|quisiera|voy|dar|abonar|abono|unos ) :? \s++ ){0,4}
    (?: \$ | mxn\b | mx\$ )? \s*+
    (?: (?P<mexican> [0-9]{1,3} (?: (?P<group>[,\ ']) [0-9]{3}) (?: (?P=group) [0-9]{3})* (?: \.[0-9]{1,2} )? )
      | (?P<european> [0-9]{1,3} (?: \. [0-9]{3})+ ,[0-9]{2} )
      | (?P<short> [0-9]{1,3} [.,] [0-9]{1,2} ) (?= \s? mil\b )
      | (?P<plain> [0-9]{1,9} (?: [.,][0-9]{2} | \.[0-9] )? )
    )
    (?P<thousands> \s? mil\b (?: \s (?P<more>[0-9]{1,3}) (?![0-9]) )? )?
    (?: \.-? | - )? (?: \s*+ (?: pesos? | mxn | m\.?\s?n\.? | mx ) (?![^\W_]) \.? )?
    (?= \s | [;!?)] | ,(?:\s|$|[^\W\d]) | $ )
    """,
    re.VERBOSE | re.IGNORECASE,
)


_GROUPING = str.maketrans("", "", ", '")


def take_amount(text: str) -> tuple[Decimal, str] | None:
    """The amount in pesos at the beginning of `text`, with two decimals, and the rest; None when there is none."""
    text = normal(text)
    found = _AMOUNT.match(text)
    if found is None:
        return take_spelt(text)
    if found["european"]:
        number = found["european"].replace(".", "").replace(",", ".")
    elif found["mexican"]:
        number = found["mexican"].translate(_GROUPING)
    else:
        number = (found["short"] or found["plain"]).replace(",", ".")
    amount = Decimal(number)
    if found["thousands"]:
        amount = amount * 1000 + int(found["more"] or 0)
    if not 0 < amount < 1_000_000_000:
        return None
    return amount.quantize(Decimal("0.01")), trim(text[found.end() :])
