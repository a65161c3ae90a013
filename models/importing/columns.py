"""What a column may hold: the value as the database is to get it, or in Spanish what is wrong.

A file has millions of rows and next to no mistakes, so a column of some thousand values is checked at a stroke; only
where that fails are they looked at one by one, to find the one that is wrong and say why.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

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
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[ T]([01]\d|2[0-3]):([0-5]\d)(?::00(?:\.0+)?)?", re.ASCII)
_WHOLE = re.compile(r"\d{1,6}", re.ASCII)
_PERIOD = re.compile(r"(19|20)\d\d-[1-6]", re.ASCII)
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]00:00(?::00(?:\.0+)?)?)?", re.ASCII)

FIRST_YEAR, LAST_YEAR = 1930, 2098
"""Of days that anything here can have: outside are those that systems put where there is none."""

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
        return list(map(found.__getitem__, values))

    return Check(one, many)


def text(most: int, least: int = 1, *, repeats: bool = False) -> Check:
    """Words of `least` to `most` characters that can be seen: accents joined, no blanks at the ends.

    `repeats` says that the same ones come again and again, so that each is looked at once.
    """

    def one(value: str) -> str:
        value = _seen(value)
        if not least <= len(value) <= most:
            raise ValueError(f"debe tener de {least} a {most} caracteres" if value else "está vacío")
        return value

    def many(values: Sequence[str]) -> Sequence[str]:
        different = set(values) if repeats else values
        joined = "|".join(different)
        if not joined.isprintable() or not (joined.isascii() or unicodedata.is_normalized("NFC", joined)):
            raise ValueError
        if " " in joined and (" |" in joined or "| " in joined or " " in (joined[0], joined[-1])):
            values = [value.strip() for value in values]
            different = values
        sizes = set(map(len, different))
        if min(sizes) < least or max(sizes) > most:
            raise ValueError
        return values

    return Check(one, many)


def name(most: int, least: int = 1) -> Check:
    """A person's name: words with a letter in them, or nothing where `least` is 0."""
    words = text(most, least)

    def one(value: str) -> Value:
        said = words.one(value)
        if said and not any(map(str.isalpha, said or "")):
            raise ValueError("no tiene ninguna letra")
        return said

    def many(values: Sequence[str]) -> Sequence[Value]:
        said = words.many(values)
        if not all(any(map(str.isalpha, each or "")) for each in set(said) if each):
            raise ValueError
        return said

    return Check(one, many)


def _seen(value: str) -> str:
    """A value without blanks at the ends and marks nobody sees; raises for characters that are none."""
    if value.isascii() and value.isprintable():
        return value.strip()
    said = unicodedata.normalize("NFC", value)
    said = "".join(char for char in said if unicodedata.category(char) != "Cf").strip()
    if not all(char.isprintable() or unicodedata.category(char) == "Zs" for char in said):
        raise ValueError("tiene caracteres que no van")
    return said


def _pesos(value: str) -> str:
    value = value.strip()
    if not _PESOS.fullmatch(value):
        raise ValueError("debe ser un importe en pesos con dos decimales y punto, sin comas ni signos, como 1234.50")
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
    value = value.strip()
    found = _DAY.fullmatch(value)
    if not found:
        raise ValueError("debe ser una fecha AAAA-MM-DD, como 2026-10-31")
    if _is_filler(value):
        raise ValueError("es una fecha de relleno")
    try:
        date.fromisoformat(found[1])
    except ValueError:
        raise ValueError("es una fecha que no existe") from None
    return found[1]


def _is_filler(value: str) -> bool:
    """Whether a day is what systems write for none: `9999-12-31`, `0001-01-01`, `1900-01-01`, `2099-12-31`."""
    return _DAY.fullmatch(value) is not None and not FIRST_YEAR <= int(value[:4]) <= LAST_YEAR


def _day_or_none(value: str) -> Value:
    value = value.strip()
    return _day(value) if value and not _is_filler(value) else None


def _moment(value: str) -> str:
    found = _MOMENT.fullmatch(value)
    if not found:
        raise ValueError("debe ser una fecha y hora AAAA-MM-DD HH:MM")
    return f"{_day(found[1])} {found[2]}:{found[3]}"


def _period(value: str) -> str:
    value = value.strip()
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
    return by_value(lambda value: check.one(value) if value.strip() else None)


def identifier(validate: Callable[[str], str], digits: int = 0) -> Check:
    """An identifier by its own rules, written as it is: what a spreadsheet made of one may be somebody else's.

    `digits`: exactly so many, and nothing else.
    """

    def one(value: str) -> str:
        if digits and value and not (value.isascii() and value.isdigit()):
            raise ValueError(f"debe ser solo de números, {digits}, sin puntos, espacios ni formato")
        if digits and 0 < digits - len(value) <= digits // 2:
            raise ValueError(f"no tiene el largo que debe, {digits}: ¿perdió ceros al principio?")
        try:
            exact = validate(value)
        except InvalidIdentifier as error:
            raise ValueError(_REASONS.get(error.reason, "no es válido")) from None
        if not digits and exact != value.strip().upper():
            raise ValueError("tiene caracteres que no van")
        return exact

    return by_value(one)


PESOS = Check(_pesos, _all_pesos)
"""`1234.50`, as whole centavos."""
WHOLE = by_value(_whole)
"""A whole number without sign."""
DAY = by_value(_day)
"""`2026-10-31`, a day that exists; midnight after it is no more than that."""
DAY_OR_NONE = by_value(_day_or_none)
"""The same; nothing, and what systems write for no day, is NULL."""
MOMENT = by_value(_moment)
"""`2026-10-31 09:30`, the institution's time."""
PERIOD = by_value(_period)
"""A two-month period, `2026-5`."""
NSS = identifier(nss.validate, nss.LENGTH)
CURP = identifier(partial(curp.validate, issued=True))
RFC = identifier(partial(rfc.validate, issued=True))
CREDIT = identifier(credit_number.validate, credit_number.LENGTH)
FOLIO = text(40)
REGISTRY = text(12, repeats=True)
EMPLOYER = text(120, repeats=True)
