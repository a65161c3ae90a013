"""What a column may hold: the value as the database is to get it, or in Spanish what is wrong.

A file has millions of rows and next to no mistakes, so a column of some thousand values is checked at a stroke; only
where that fails are they looked at one by one, to find the one that is wrong and say why.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from identifiers import credit_number, curp, nss, rfc
from identifiers.errors import InvalidIdentifier

Value = str | None
"""Text as the database reads it; None is NULL."""


@dataclass(frozen=True, slots=True)
class Check:
    """Both raise ValueError: `one` with the reason, `many` without, and maybe for values that `one` accepts."""

    one: Callable[[str], Value]
    many: Callable[[Sequence[str]], Sequence[Value]]


_PESOS = re.compile(r"-?\d{1,11}\.\d\d", re.ASCII)
_ALL_PESOS = re.compile(r"(?:-?\d{1,11}\.\d\d\n)*+", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_PERIOD = re.compile(r"(19|20)\d\d-[1-6]", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")

_REASONS = {
    "length": "no tiene el largo que debe",
    "charset": "tiene caracteres que no van",
    "checksum": "su dígito verificador no cuadra",
    "date": "su fecha no existe",
    "placeholder": "es de relleno",
    "generic": "es genérico, no de una persona",
    "not_person": "es de una empresa",
}


def by_value(one: Callable[[str], Value]) -> Check:
    """A check for columns that repeat themselves (days, periods, workers): each different value is checked once."""

    def many(values: Sequence[str]) -> Sequence[Value]:
        found = {value: one(value) for value in set(values)}
        return [found[value] for value in values]

    return Check(one, many)


def text(most: int, least: int = 1) -> Check:
    """Words of `least` to `most` characters, without control characters."""

    def one(value: str) -> str:
        if not least <= len(value) <= most:
            raise ValueError(f"debe tener de {least} a {most} caracteres" if value else "está vacío")
        if _CONTROL.search(value):
            raise ValueError("tiene caracteres que no van")
        return value

    def many(values: Sequence[str]) -> Sequence[str]:
        sizes = set(map(len, values))
        if min(sizes) < least or max(sizes) > most or not "".join(values).isprintable():
            raise ValueError
        return values

    return Check(one, many)


def _pesos(value: str) -> str:
    if not _PESOS.fullmatch(value):
        raise ValueError("debe ser un importe en pesos con dos decimales y punto, como 1234.50")
    return value.replace(".", "")


def _all_pesos(values: Sequence[str]) -> Sequence[str]:
    joined = "\n".join(values)
    if not _ALL_PESOS.fullmatch(joined + "\n"):
        raise ValueError
    return joined.replace(".", "").split("\n")


def _whole(value: str) -> str:
    if not _WHOLE.fullmatch(value):
        raise ValueError("debe ser un número entero")
    return value


def _day(value: str) -> str:
    if not _DAY.fullmatch(value):
        raise ValueError("debe ser una fecha AAAA-MM-DD")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError("es una fecha que no existe") from None
    return value


def _period(value: str) -> str:
    if not _PERIOD.fullmatch(value):
        raise ValueError("debe ser un bimestre como 2026-5")
    return value


def one_of(*values: str) -> Check:
    """One of a few words, as the institution writes them."""
    known = frozenset(values)

    def one(value: str) -> str:
        if value not in known:
            raise ValueError(f"debe ser uno de: {', '.join(values)}")
        return value

    return by_value(one)


def optional(check: Check) -> Check:
    """Empty is NULL."""
    return by_value(lambda value: check.one(value) if value else None)


def identifier(validate: Callable[[str], str]) -> Check:
    """An identifier by its own rules."""

    def one(value: str) -> str:
        try:
            return validate(value)
        except InvalidIdentifier as error:
            raise ValueError(_REASONS.get(error.reason, "no es válido")) from None

    return by_value(one)


PESOS = Check(_pesos, _all_pesos)
"""`1234.50`, as whole centavos."""
WHOLE = by_value(_whole)
"""A whole number without sign."""
DAY = by_value(_day)
"""`2026-10-31`, a day that exists."""
PERIOD = by_value(_period)
"""A two-month period, `2026-5`."""
NSS = identifier(nss.validate)
CURP = identifier(curp.validate)
RFC = identifier(rfc.validate)
CREDIT = identifier(credit_number.validate)
FOLIO = text(40)
REGISTRY = text(12)
EMPLOYER = text(120)
