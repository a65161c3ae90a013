"""CURP, *clave única de registro de población*: the population registry's code of a person.

Eighteen characters: four letters of the name, birth date YYMMDD, sex (H, M, or X for non-binary), state of birth (NE:
abroad), three inner consonants, homoclave, check digit. The homoclave is a digit for births up to 1999 and a letter
from 2000 on, so it decides the century. Check digit: each of the first 17 valued 0 to 36 in `0-9 A-N Ñ O-Z` (Ñ keeps
its place though it never appears), times 18, 17 … 2, added; `(10 - sum mod 10) mod 10`. Source: *Instructivo normativo
para la asignación de la CURP* (DOF). The two codes that payroll uses for any foreigner identify nobody.

Sex X is accepted as well formed: the registry decides. A birth in the future is refused only where the caller says
what day it is, because nothing here reads a clock.

>>> validate("hegg-560427-mvzrrl-04"), calc_check_digits("HEGG560427MVZRRL0"), format("HEGG560427MVZRRL04")
('HEGG560427MVZRRL04', '4', 'HEGG 560427 MVZRRL 04')
>>> validate("HEGG560431MVZRRL08")
Traceback (most recent call last):
    ...
identifiers.errors.InvalidIdentifier: curp: the date inside does not exist
>>> birth_date("HEGG560427MVZRRL04"), sex("HEGG560427MVZRRL04"), state("HEGG560427MVZRRL04")
(datetime.date(1956, 4, 27), 'M', 'VZ')
"""

from __future__ import annotations

import re
from datetime import date
from operator import mul

from identifiers.errors import InvalidIdentifier
from identifiers.text import accepting, compact, grouping
from identifiers.words import CURP_WORDS

__all__ = ["STATES", "birth_date", "calc_check_digits", "compact", "format", "is_valid", "sex", "state", "validate"]

LENGTH = 18
_STATES = "AS BC BS CC CH CL CM CS DF DG GR GT HG JC MC MN MS NE NL NT OC PL QR QT SL SP SR TC TL TS VZ YN ZS"
STATES = frozenset(_STATES.split())
GENERIC = frozenset({"XEXX010101HNEXXXA4", "XEXX010101MNEXXXA4", "XEXX010101MNEXXXA8"})  # the last one fails its digit
_SHAPE = re.compile(r"[A-Z]{4}[0-9]{6}[A-Z]{6}[0-9A-Z][0-9]")
_CHARSET = re.compile(r"[0-9A-Z]*")
_VALUES = {char: value for value, char in enumerate("0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ")}
_WEIGHTS = tuple(range(18, 1, -1))


def calc_check_digits(body: str) -> str:
    """The check digit of the first seventeen characters."""
    return str(-sum(map(mul, map(_VALUES.__getitem__, body), _WEIGHTS)) % 10)


def birth_date(curp: str) -> date:
    """The date inside, with its century from the homoclave; ValueError when there was no such day."""
    century = 1900 if curp[16] <= "9" else 2000
    return date(century + int(curp[4:6]), int(curp[6:8]), int(curp[8:10]))


def sex(curp: str) -> str:
    """H (hombre), M (mujer) or X."""
    return curp[10]


def state(curp: str) -> str:
    """Two-letter code of the state of birth; NE is abroad."""
    return curp[11:13]


def validate(text: str, *, today: date | None = None, issued: bool = False) -> str:
    """The eighteen characters, or `InvalidIdentifier`.

    Reasons, in the order tried: charset, length, forbidden_word, date, sex, state, generic, checksum.
    With `today`, a later birth is refused as `date`. With `issued`, an inconvenient word is no reason: codes from
    before the rule are in use, and whether one was given out is for the records to say.
    """
    curp = compact(text)
    if not _SHAPE.fullmatch(curp):
        long = len(curp) != LENGTH and _CHARSET.fullmatch(curp)
        raise InvalidIdentifier("curp", "length" if long else "charset")
    if curp[:4] in CURP_WORDS and not issued:
        raise InvalidIdentifier("curp", "forbidden_word")
    try:
        born = birth_date(curp)
    except ValueError:
        raise InvalidIdentifier("curp", "date") from None
    if today is not None and born > today:
        raise InvalidIdentifier("curp", "date")
    if curp[10] not in "HMX":
        raise InvalidIdentifier("curp", "sex")
    if curp[11:13] not in STATES:
        raise InvalidIdentifier("curp", "state")
    if curp in GENERIC:
        raise InvalidIdentifier("curp", "generic")
    if calc_check_digits(curp[:17]) != curp[17]:
        raise InvalidIdentifier("curp", "checksum")
    return curp


is_valid = accepting(validate)
format = grouping(4, 10, 16)  # noqa: A001 - one of the five verbs
"""In four groups: name, date, inner letters, homoclave with digit."""
