"""What the values of one row say of each other: a reason to refuse it, or something to look at although it goes in.

The institution's record is the authority: what merely looks odd is loaded and said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from identifiers import cross_check, curp
from identifiers.words import CURP_WORDS, RFC_WORDS


class RowFinding(NamedTuple):
    """A column and what is to be said of it; `refuses` whether the row stays out."""

    column: str
    reason: str
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Two columns by their Spanish names, and what their values in a row come to, given today."""

    first: str
    second: str
    judge: Callable[[str, str, date | None], RowFinding | None]


_UNMATCHED = RowFinding("rfc", "su fecha no es la de la CURP: así nadie podrá registrarse, corrígelo en el origen")
_OLD_CURP, _OLD_RFC = (
    RowFinding(column, "empieza con una palabra que ya no se da: se aceptó como está") for column in ("curp", "rfc")
)


def _person(population: str, tax: str, today: date | None) -> RowFinding | None:
    if today and population[16] > "9" and curp.birth_date(population) > today:
        return RowFinding("curp", "nace en el futuro: ¿O en vez de cero?", refuses=True)
    if not cross_check.dates_agree(population, tax):
        return _UNMATCHED
    if population[:4] in CURP_WORDS:
        return _OLD_CURP
    return _OLD_RFC if tax[:4] in RFC_WORDS else None


def _itself(former: str, in_force: str, today: date | None) -> RowFinding | None:
    del today
    return RowFinding("nss_vigente", "es el mismo NSS", refuses=True) if former == in_force else None


NOT_ITSELF = Together("nss_anterior", "nss_vigente", _itself)
"""Of a merge: an NSS is not merged into itself."""
PERSON = Together("curp", "rfc", _person)
"""Of a worker: a birth to come is refused; identifiers that nobody can register with are said."""
