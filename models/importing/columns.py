"""What a column may hold. A check gives the value as the database is to get it, or says in Spanish what is wrong.

Files repeat themselves (dates, employers, periods), so the dearer checks remember what they have seen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from identifiers import credit_number, curp, nss, rfc
from identifiers.errors import InvalidIdentifier

Check = Callable[[str], str | None]
"""Text of the file to text for the database; None is NULL. Raises ValueError with the reason."""

_PESOS = re.compile(r"-?\d{1,11}\.\d\d", re.ASCII)
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


def text(most: int, least: int = 1) -> Check:
    """Words of `least` to `most` characters, without control characters."""

    def check(value: str) -> str:
        if not least <= len(value) <= most:
            raise ValueError(f"debe tener de {least} a {most} caracteres" if value else "está vacío")
        if _CONTROL.search(value):
            raise ValueError("tiene caracteres que no van")
        return value

    return check


def pesos(value: str) -> str:
    """`1234.50` as whole centavos."""
    if not _PESOS.fullmatch(value):
        raise ValueError("debe ser un importe en pesos con dos decimales y punto, como 1234.50")
    return value.replace(".", "")


def whole(value: str) -> str:
    """A whole number without sign."""
    if not _WHOLE.fullmatch(value):
        raise ValueError("debe ser un número entero")
    return value


@lru_cache(maxsize=8192)
def day(value: str) -> str:
    """`2026-10-31`, a day that exists."""
    if not _DAY.fullmatch(value):
        raise ValueError("debe ser una fecha AAAA-MM-DD")
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError("es una fecha que no existe") from None
    return value


def period(value: str) -> str:
    """A two-month period, `2026-5`."""
    if not _PERIOD.fullmatch(value):
        raise ValueError("debe ser un bimestre como 2026-5")
    return value


def one_of(*values: str) -> Check:
    """One of a few words, as the institution writes them."""
    known = frozenset(values)

    def check(value: str) -> str:
        if value not in known:
            raise ValueError(f"debe ser uno de: {', '.join(values)}")
        return value

    return check


def optional(check: Check) -> Check:
    """Empty is NULL."""
    return lambda value: check(value) if value else None


def identifier(validate: Callable[[str], str]) -> Check:
    """An identifier by its own rules."""

    def check(value: str) -> str:
        try:
            return validate(value)
        except InvalidIdentifier as error:
            raise ValueError(_REASONS.get(error.reason, "no es válido")) from None

    return check


NSS = lru_cache(maxsize=65536)(identifier(nss.validate))
CURP = identifier(curp.validate)
RFC = identifier(rfc.validate)
CREDIT = identifier(credit_number.validate)
FOLIO = text(40)
REGISTRY = text(12)
EMPLOYER = text(120)
