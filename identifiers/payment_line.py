"""Payment line (*línea de captura*), base 97: a reference that carries its amount's digit and its due date.

`reference + FFFF + I + constant + CC` (the bank's *Algoritmo Bancomer 10*):

- FFFF, condensed date: `(year - base)*372 + (month - 1)*31 + (day - 1)`, four digits;
- I, condensed amount: the digits in cents times 7, 3, 1 from the right, added, mod 10;
- CC: the digits of everything before it times 11, 13, 17, 19, 23 from the right, added, `mod 97 + 1`, two digits.

Base year and constant belong to the biller (1988, 2013 and 2014 are in use). Some implementations add the digits of
each amount product first; the bank's own example does not, so that is a switch, off by default. The line guards
against typing mistakes; it is no signature and no proof of the amount: 1,600.00 and 6,100.00 share their digit.

>>> bank = PaymentLineRules(base_year=1988)
>>> build("067591119700", Decimal("4256.50"), date(1997, 5, 23), bank)
'06759111970034946226'
>>> parse("06759111970034946226", bank)
PaymentLine(reference='067591119700', due=datetime.date(1997, 5, 23), amount_digit='6')
>>> validate("0000 0000 1948 2102 53")
Traceback (most recent call last):
    ...
identifiers.errors.InvalidIdentifier: payment_line: the check digit does not match
>>> format("000000001948210252")
'0000 0000 1948 2102 52'
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import mul

from identifiers.errors import InvalidIdentifier
from identifiers.text import accepting, compact, is_digits

__all__ = [
    "PaymentLine",
    "PaymentLineRules",
    "amount_fits",
    "build",
    "calc_check_digits",
    "compact",
    "format",
    "is_valid",
    "parse",
    "validate",
]

MAX_REFERENCE = 12
_AMOUNT_WEIGHTS = (7, 3, 1) * 5
_WEIGHTS = (11, 13, 17, 19, 23) * 4


@dataclass(frozen=True, slots=True)
class PaymentLineRules:
    """What the biller agreed with the bank."""

    base_year: int = 2014
    constant: str = "2"
    digit_products: bool = False

    def __post_init__(self) -> None:
        """Refuse a constant that would not keep its one place in the line."""
        if len(self.constant) != 1 or not is_digits(self.constant):
            raise ValueError("the constant of a payment line is one digit")

    @property
    def last_day(self) -> date:
        """The last date that four digits can carry."""
        return _expand(9999, self.base_year)


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """What a line says of itself."""

    reference: str
    due: date
    amount_digit: str


DEFAULT = PaymentLineRules()


def build(reference: str, amount: Decimal, due: date, rules: PaymentLineRules = DEFAULT) -> str:
    """The line for `reference` (1 to 12 digits), an amount in pesos and a due date; ValueError on what can not fit."""
    if not is_digits(reference) or len(reference) > MAX_REFERENCE:
        raise ValueError("a payment reference has 1 to 12 digits")
    condensed = (due.year - rules.base_year) * 372 + (due.month - 1) * 31 + due.day - 1
    if not 0 <= condensed <= 9999:
        raise ValueError(f"due date outside {rules.base_year} to {rules.last_day}")
    body = f"{reference}{condensed:04}{_amount_digit(amount, rules)}{rules.constant}"
    return body + calc_check_digits(body)


def parse(text: str, rules: PaymentLineRules = DEFAULT) -> PaymentLine:
    """Take a line apart, or `InvalidIdentifier`: charset, length, checksum, mismatch (another constant), date."""
    line = compact(text)
    if line and not is_digits(line):
        raise InvalidIdentifier("payment_line", "charset")
    if not 9 <= len(line) <= MAX_REFERENCE + 8:
        raise InvalidIdentifier("payment_line", "length")
    if calc_check_digits(line[:-2]) != line[-2:]:
        raise InvalidIdentifier("payment_line", "checksum")
    if line[-3] != rules.constant:
        raise InvalidIdentifier("payment_line", "mismatch")
    try:
        due = _expand(int(line[-8:-4]), rules.base_year)
    except ValueError:
        raise InvalidIdentifier("payment_line", "date") from None
    return PaymentLine(line[:-8], due, line[-4])


def validate(text: str, rules: PaymentLineRules = DEFAULT) -> str:
    """The digits of a line that `parse` accepts."""
    parse(text, rules)
    return compact(text)


is_valid = accepting(validate)


def amount_fits(line: PaymentLine, amount: Decimal, rules: PaymentLineRules = DEFAULT) -> bool:
    """Whether an amount has the line's digit; one wrong amount in ten does."""
    return _amount_digit(amount, rules) == line.amount_digit


def calc_check_digits(body: str) -> str:
    """The two check digits of everything before them."""
    return f"{sum(map(mul, map(int, reversed(body)), _WEIGHTS)) % 97 + 1:02}"


def format(text: str) -> str:  # noqa: A001 - one of the five verbs
    """In groups of four."""
    line = compact(text)
    return " ".join(line[i : i + 4] for i in range(0, len(line), 4))


def _amount_digit(amount: Decimal, rules: PaymentLineRules) -> str:
    cents = amount * 100
    if not (cents.is_finite() and 0 < cents < 10 ** len(_AMOUNT_WEIGHTS) and cents == int(cents)):
        raise ValueError("an amount is positive, with at most two decimals")
    products = list(map(mul, map(int, reversed(str(int(cents)))), _AMOUNT_WEIGHTS))
    if rules.digit_products:
        products = [sum(divmod(product, 10)) for product in products]
    return str(sum(products) % 10)


def _expand(condensed: int, base_year: int) -> date:
    months, day = divmod(condensed, 31)
    years, month = divmod(months, 12)
    return date(base_year + years, month + 1, day + 1)
