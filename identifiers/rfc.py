"""RFC, *registro federal de contribuyentes*: the tax authority's code, here of a person.

Thirteen characters: four letters of the name (Ñ and & are legal), birth date YYMMDD, two homoclave characters of
`1-9 A-N P-Z`, check character. Check character: each of the twelve valued 0 to 38 in `0-9 A-N & O-Z blank Ñ`, times 13,
12 … 2, added; `r = sum mod 11`: 0 gives 0, otherwise 11 - r, with 10 written A. Source: the SAT's procedure released
as Infomex 0610100135506, and its example of Emma Gómez Díaz.

About 1.5 % of the codes in use fail the check character, so `validate` accepts them and `check_digit_fits` tells;
`strict=True` refuses. The generic codes are nobody's, and companies (twelve characters) are no workers.

>>> validate("gode 561231-gr8")
'GODE561231GR8'
>>> validate("GODE561231GR9"), check_digit_fits("GODE561231GR9")
('GODE561231GR9', False)
>>> validate("XAXX010101000")
Traceback (most recent call last):
    ...
identifiers.errors.InvalidIdentifier: rfc: a generic code, nobody's identity
>>> calc_check_digits("GODE561231GR")
'8'
>>> format("GODE561231GR8")
'GODE 561231 GR8'
"""

from __future__ import annotations

import re
from datetime import date
from operator import mul

from identifiers.errors import InvalidIdentifier
from identifiers.text import accepting, compact, grouping
from identifiers.words import RFC_WORDS

__all__ = ["calc_check_digits", "check_digit_fits", "compact", "format", "is_valid", "validate"]

LENGTH = 13
GENERIC = frozenset({"XAXX010101000", "XEXX010101000"})
_SHAPE = re.compile(r"[A-ZÑ&]{4}[0-9]{6}[0-9A-Z]{3}")
_COMPANY = re.compile(r"[A-ZÑ&]{3}[0-9]{6}[0-9A-Z]{3}")
_CHARSET = re.compile(r"[0-9A-ZÑ&]*")
_HOMOCLAVE = re.compile(r"[1-9A-NP-Z]{2}[0-9A]")
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ")}
_WEIGHTS = tuple(range(13, 1, -1))
_DIGITS = "0123456789A"


def calc_check_digits(body: str) -> str:
    """The check character of the first twelve."""
    return _DIGITS[-sum(map(mul, map(_VALUES.__getitem__, body), _WEIGHTS)) % 11]


def check_digit_fits(text: str) -> bool:
    """Whether the last character is the computed one; a warning, as some codes in use fail it."""
    rfc = compact(text)
    return _SHAPE.fullmatch(rfc) is not None and calc_check_digits(rfc[:12]) == rfc[12]


def validate(text: str, *, strict: bool = False, issued: bool = False) -> str:
    """The thirteen characters, or `InvalidIdentifier`.

    Reasons, in the order tried: charset, not_person, length, generic, forbidden_word, date, homoclave, and with
    `strict` checksum. With `issued`, an inconvenient word is no reason, as in a CURP.
    """
    rfc = compact(text)
    if not _SHAPE.fullmatch(rfc):
        if _COMPANY.fullmatch(rfc):
            raise InvalidIdentifier("rfc", "not_person")
        long = len(rfc) != LENGTH and _CHARSET.fullmatch(rfc)
        raise InvalidIdentifier("rfc", "length" if long else "charset")
    if rfc in GENERIC:
        raise InvalidIdentifier("rfc", "generic")
    if rfc[:4] in RFC_WORDS and not issued:
        raise InvalidIdentifier("rfc", "forbidden_word")
    try:
        # The century is not told; 2000 has the leap day that a birth in 00 may need.
        date(2000 + int(rfc[4:6]), int(rfc[6:8]), int(rfc[8:10]))
    except ValueError:
        raise InvalidIdentifier("rfc", "date") from None
    if not _HOMOCLAVE.fullmatch(rfc, 10):
        raise InvalidIdentifier("rfc", "homoclave")
    if strict and calc_check_digits(rfc[:12]) != rfc[12]:
        raise InvalidIdentifier("rfc", "checksum")
    return rfc


is_valid = accepting(validate)
format = grouping(4, 10)  # noqa: A001 - one of the five verbs
"""In three groups: name, date, homoclave with check character."""
