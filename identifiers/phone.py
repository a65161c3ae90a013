"""A Mexican subscriber's number, as `+52` and ten digits: one written form per line, whatever the operator sent.

The national number has ten digits and begins with 2 to 9 (IFT numbering plan of August 2019). The older forms are
mapped to it before anything is looked up: mobile `1` after the country code, `044`, `045` and `01` before the ten
digits, `00` for `+`. A bare leading `1` is *not* dropped: without a country code it is a number of the United States,
and `1 415 555 1234` must never become the Mexican line 415 555 1234.

What can never be a handset is refused as `not_mobile`, by the metadata of Google's libphonenumber: toll-free, premium,
shared-cost, personal and virtual numbers. Its list of areas is not used: the plan can not tell fixed lines from
mobiles, areas are added every year, and refusing a worker on a new one would be worse than sending a code that nobody
gets. Nor is its parser, which refuses the older forms and is far slower. The tests compare every area.

>>> validate("044 55 1234 5678"), validate("+5215512345678"), validate("rcs:+52-55-1234-5678")
('+525512345678', '+525512345678', '+525512345678')
>>> validate("800 008 3900")
Traceback (most recent call last):
    ...
identifiers.errors.InvalidIdentifier: phone: can not receive text messages
>>> format("+525512345678"), format("9991234567")
('55 1234 5678', '999 123 4567')
"""

from __future__ import annotations

import re

from phonenumbers.phonemetadata import PhoneMetadata

from identifiers.errors import InvalidIdentifier, Reason
from identifiers.text import accepting, is_digits
from identifiers.text import compact as bare

__all__ = ["calc_check_digits", "compact", "format", "is_valid", "validate"]

LENGTH = 10
_TRUNKS = ("044", "045", "01", "1")
_TWO_DIGIT_AREAS = ("33", "55", "56", "81")
_PUNCTUATION = str.maketrans("", "", "()/")
_CARRIER = re.compile(r"^(?:TEL|SMS|RCS|WHATSAPP):")
"""What a gateway may write before a number to say what carried it (RFC 3966, RFC 5724; Twilio's channel addresses)."""


def _other_kinds() -> re.Pattern[str]:
    mexico = PhoneMetadata.metadata_for_region("MX")
    assert mexico is not None
    kinds = ("toll_free", "premium_rate", "shared_cost", "personal_number", "voip", "pager", "uan", "voicemail")
    numbers = (getattr(mexico, kind) for kind in kinds)
    return re.compile("|".join(f"(?:{each.national_number_pattern})" for each in numbers if each))


_OTHER_KINDS = _other_kinds()
"""Ten digits that are no handset's, whatever their area."""


def calc_check_digits(_body: str) -> str:
    """Empty: a telephone number has no control characters."""
    return ""


def compact(text: str) -> str:
    """Digits with a leading `+` if there was one or `00` stood for it; other characters stay, to be refused."""
    number = bare(text)
    if not number.isalnum():
        number = _CARRIER.sub("", number, count=1).translate(_PUNCTUATION)
    return "+" + number[2:] if number.startswith("00") and len(number) > LENGTH else number


def validate(text: str) -> str:
    """`+52` and ten digits, or `InvalidIdentifier`.

    Reasons: charset, not_mx, short_code, length, placeholder, not_mobile.
    """
    number = compact(text)
    digits = number.removeprefix("+")
    if digits and not is_digits(digits):
        raise InvalidIdentifier("phone", "charset")
    if number[:1] == "+" and digits[:2] != "52":
        raise InvalidIdentifier("phone", "not_mx")
    national = _national(digits, abroad=number[:1] == "+")
    if len(national) != LENGTH:
        raise InvalidIdentifier("phone", _why(national))
    if national == national[0] * LENGTH:
        raise InvalidIdentifier("phone", "placeholder")
    if national[0] < "2" or _OTHER_KINDS.fullmatch(national):
        raise InvalidIdentifier("phone", "not_mobile")
    return "+52" + national


def _national(digits: str, *, abroad: bool) -> str:
    """What is left of the country code and the prefixes of old; a number that does not come out at ten stays wrong."""
    known = abroad or (len(digits) > LENGTH and digits.startswith("52"))
    if known:
        digits = digits[2:]
    for trunk in _TRUNKS if known else _TRUNKS[:3]:
        if len(digits) == LENGTH + len(trunk) and digits.startswith(trunk):
            return digits[len(trunk) :]
    return digits


def _why(national: str) -> Reason:
    if len(national) == 3 or (len(national) in (4, 5) and national[0] != "1"):
        return "short_code"
    return "not_mx" if len(national) == 11 and national[0] == "1" else "length"


is_valid = accepting(validate)


def format(text: str) -> str:  # noqa: A001 - one of the five verbs
    """The ten digits in groups, as the line's owner says them."""
    digits = compact(text).removeprefix("+")
    national = _national(digits, abroad=digits != compact(text))
    area = 2 if national.startswith(_TWO_DIGIT_AREAS) else 3
    return f"{national[:area]} {national[area:-4]} {national[-4:]}"
