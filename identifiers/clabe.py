"""CLABE, *clave bancaria estandarizada*: the eighteen digits that SPEI sends money to.

Bank (3), plaza (3), account (11), check digit: weights 3, 7, 1 repeated over the first seventeen, each product mod 10,
`(10 - sum mod 10) mod 10`. Source: ABM's standard; the worked example 032180000118359719. The bank must be in
`identifiers.banks`, which also keeps banks that were merged away, because their CLABEs are still around.

>>> validate("021 180 55030005081 1"), calc_check_digits("02118055030005081"), format("021180550300050811")
('021180550300050811', '1', '021 180 55030005081 1')
>>> validate("021180550300050812")
Traceback (most recent call last):
    ...
identifiers.errors.InvalidIdentifier: clabe: the check digit does not match
>>> bank_name("021180550300050811")
'HSBC'
"""

from __future__ import annotations

from identifiers.banks import BANKS
from identifiers.errors import InvalidIdentifier
from identifiers.text import accepting, compact, exact_digits, grouping

__all__ = ["bank_name", "calc_check_digits", "compact", "format", "is_valid", "validate"]

LENGTH = 18
_TIMES_3 = str.maketrans("0123456789", "0369258147")
_TIMES_7 = str.maketrans("0123456789", "0741852963")


def calc_check_digits(body: str) -> str:
    """The check digit of the first seventeen digits."""
    weighted = body[0::3].translate(_TIMES_3) + body[1::3].translate(_TIMES_7) + body[2::3]
    return str(-sum(map(int, weighted)) % 10)


def bank_name(clabe: str) -> str | None:
    """The bank's usual name, or None for an unknown code."""
    return BANKS.get(clabe[:3])


def validate(text: str) -> str:
    """The eighteen digits, or `InvalidIdentifier`: charset, length, checksum, bank."""
    number = exact_digits("clabe", text, LENGTH)
    if calc_check_digits(number[:17]) != number[17]:
        raise InvalidIdentifier("clabe", "checksum")
    if number[:3] not in BANKS:
        raise InvalidIdentifier("clabe", "bank")
    return number


is_valid = accepting(validate)
format = grouping(3, 6, 17)  # noqa: A001 - one of the five verbs
"""In four groups: bank, plaza, account, digit."""
