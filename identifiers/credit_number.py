"""Número de crédito: the ten digits that name a mortgage credit everywhere (bank window, SPEI concept, stores).

No check digit and no layout have been published, so it is opaque: ten ASCII digits, not all the same. Whether it exists
is for the records to say, and it is echoed in groups for the worker to compare.

>>> validate("1234 567-890")
'1234567890'
>>> format("1234567890")
'1234 567 890'
>>> calc_check_digits("1234567890")
''
"""

from __future__ import annotations

from identifiers.errors import InvalidIdentifier
from identifiers.text import accepting, compact, exact_digits, grouping

__all__ = ["calc_check_digits", "compact", "format", "is_valid", "validate"]

LENGTH = 10


def calc_check_digits(_body: str) -> str:
    """Empty: the number has no control characters."""
    return ""


def validate(text: str) -> str:
    """The ten digits, or `InvalidIdentifier`: charset, length, placeholder."""
    number = exact_digits("credit_number", text, LENGTH)
    if number == number[0] * LENGTH:
        raise InvalidIdentifier("credit_number", "placeholder")
    return number


is_valid = accepting(validate)
format = grouping(4, 7)  # noqa: A001 - one of the five verbs
"""In groups of four, three and three, as a telephone number is read aloud."""
