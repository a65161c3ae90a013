"""Years and two-month periods as people name them: `octubre`, `2024`, `bimestre 5`, `sep-oct`, `el año pasado`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flows.typed.folding import simplify

_NAMES = (
    "enero ene january jan",
    "febrero feb february",
    "marzo march",
    "abril abr april",
    "mayo",
    "junio jun june",
    "julio jul july",
    "agosto august",
    "septiembre setiembre sept sep september",
    "octubre oct october",
    "noviembre nov november",
    "diciembre dic december dec",
)
_MONTHS = {name: month for month, names in enumerate(_NAMES, 1) for name in names.split()}
_NTH = {"primer": 1, "primero": 1, "segundo": 2, "tercer": 3, "tercero": 3, "cuarto": 4, "quinto": 5, "sexto": 6}
_BIMESTER = re.compile(r"\b(?:bimestre (\d)|(\d)(?:er|do|to)? bimestre|(\w+) bimestre)\b")
_WRITTEN = re.compile(r"\b((?:19|20)\d\d)[-/]0?([1-6])(?!\d)")
_YEAR = re.compile(r"(?<![\w$,.-])(?:del? )?((?:19[7-9]|20[0-4])\d)(?![\d,]|\.\d|\s*(?:pesos?|mxn|mil)\b)")
_AGO = re.compile(r"\b(?:(ano antepasado|year before last)|(ano pasado|ano anterior|last year)|(este ano|this year))\b")


@dataclass(frozen=True, slots=True)
class Period:
    """A two-month period, 1 for January and February to 6; `year` is None where none was said."""

    bimester: int
    year: int | None = None

    def __str__(self) -> str:
        """As the institution writes it, where the year was said."""
        return f"{self.year}-{self.bimester}" if self.year else f"bimestre {self.bimester}"


def period_in(text: str) -> Period | None:
    """The period that was named, by its number or by a month of it.

    >>> period_in("aportacion de octubre 2024"), period_in("el quinto bimestre"), period_in("que ago")
    (Period(bimester=5, year=2024), Period(bimester=5, year=None), None)
    """
    if written := _WRITTEN.search(text):
        return Period(int(written[2]), int(written[1]))
    folded = simplify(text)
    if found := _BIMESTER.search(folded):
        said = next(filter(None, found.groups()))
        number = int(said) if said.isdecimal() else _NTH.get(said, 0)
        if 1 <= number <= 6:
            return Period(number, year_in(text))
    month = next((_MONTHS[word] for word in folded.split() if word in _MONTHS), None)
    return None if month is None else Period((month + 1) // 2, year_in(text))


def year_in(text: str) -> int | None:
    """The year that was named in four digits; sums of money are none.

    >>> year_in("constancia 2024"), year_in("2,024"), year_in("abono de 2000 pesos")
    (2024, None, None)
    """
    found = _YEAR.search(text)
    return int(found[1]) if found else None


def years_ago_in(folded: str) -> int | None:
    """How many years back: 0 for `este año`, 1 for `el año pasado`."""
    found = _AGO.search(folded)
    return None if found is None else 2 if found[1] else 1 if found[2] else 0
