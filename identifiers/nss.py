"""NSS, *número de seguridad social*: the number of a worker at the IMSS.

Eleven digits: subdelegation (2), year of registration (2), year of birth (2), sequence (4), check digit, which is
Luhn's over all eleven. Sources: IMSS procedure 9210-003-201 and its worked example 92-91-90-8443-1. Prefix 77 marks
numbers issued by Infonavit itself, whose inner fields mean nothing. One digit eleven times over is filler: zeros pass
Luhn and are still refused.

>>> validate(" 92-91-90-8443-1 "), calc_check_digits("9291908443"), format("92919084431")
('92919084431', '1', '92-91-90-8443-1')
>>> validate("92919084432")
Traceback (most recent call last):
    ...
identifiers.errors.InvalidIdentifier: nss: the check digit does not match
>>> birth_year("92919084431"), birth_year("77108800010")
('90', None)
"""

from __future__ import annotations

from identifiers.errors import InvalidIdentifier
from identifiers.text import accepting, compact, exact_digits, grouping

__all__ = ["birth_year", "calc_check_digits", "compact", "format", "is_valid", "validate"]

LENGTH = 11
_DOUBLED = bytes.maketrans(b"0123456789", b"0246813579")  # twice the digit, less 9 when over 9


def calc_check_digits(body: str) -> str:
    """The check digit of the first ten digits."""
    codes = body.encode("ascii")  # ten codes are 480 more than their digits, which is nothing to the last figure
    return str(-(sum(codes[0::2]) + sum(codes[1::2].translate(_DOUBLED))) % 10)


def validate(text: str) -> str:
    """The eleven digits, or `InvalidIdentifier`: charset, length, placeholder, checksum."""
    number = exact_digits("nss", text, LENGTH)
    if number == number[0] * LENGTH:
        raise InvalidIdentifier("nss", "placeholder")
    if calc_check_digits(number[:10]) != number[10]:
        raise InvalidIdentifier("nss", "checksum")
    return number


is_valid = accepting(validate)
format = grouping(2, 4, 6, 10, between="-")  # noqa: A001 - one of the five verbs
"""Grouped by field, as the IMSS prints it."""


def birth_year(number: str) -> str | None:
    """The two digits of the birth year in a valid NSS; None for numbers of Infonavit's own (prefix 77)."""
    return None if number.startswith("77") else number[4:6]
