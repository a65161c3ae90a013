"""The year or months that somebody asks about: `2024`, `octubre`, `sep-oct 2026`, `bimestre 5`, `el mes pasado`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from flows.turn.answers import Refused, Took
from flows.typed.courtesies import COURTESIES, FILLERS
from flows.typed.folding import simplify

if TYPE_CHECKING:
    from flows.saying.voice import Voice
    from flows.turn.turn import Turn

_NAMES = (
    *("enero january", "febrero february", "marzo march", "abril april", "mayo", "junio june", "julio july"),
    *("agosto august", "septiembre setiembre september", "octubre october", "noviembre november"),
    "diciembre december",
)
_MONTHS = {
    spelling: number
    for number, names in enumerate(_NAMES, 1)
    for name in names.split()
    for spelling in {name, name[:3], name[:4]}
} | {"may": 5}
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTH = re.compile(rf"\b(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b", re.IGNORECASE)
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)-([1-6])(?!\d)")
_BIMESTRE = re.compile(r"\bbimestre\s+(?:no\.?\s*)?([1-6])\b|\b([1-6])(?:o|er|do|to)?\.?\s+bimestre\b", re.IGNORECASE)
_RELATIVE = re.compile(
    r"\b(?:(el\s+)?(?P<last>mes|año|ano)\s+pasado|est?e\s+(?P<this>mes|año|ano)|(?P<then>last)\s+(?P<en>month|year))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A year, or some months of one; no months: all of it."""

    year: int
    months: tuple[int, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether a day is in it."""
        return day.year == self.year and (not self.months or day.month in self.months)

    def holds_period(self, period: str) -> bool:
        """Whether a bimestre such as `2026-5` touches it."""
        year, _, number = period.partition("-")
        last = 2 * int(number)
        return int(year) == self.year and (not self.months or bool({last - 1, last} & set(self.months)))

    def said(self, voice: Voice) -> str:
        """`2024`, `oct 2026` or `sep-oct 2026`."""
        if not self.months:
            return str(self.year)
        return f"{'-'.join(voice.month(month) for month in self.months[:2])} {self.year}"


def find(text: str, today: date) -> tuple[Asked, str] | None:
    """What is asked about, and the text without it; None where nothing is. A month without a year is the latest one."""
    if exact := _PERIOD.search(text):
        return Asked(int(exact[1]), _pair(int(exact[2]))), _without(text, exact)
    if relative := _RELATIVE.search(text):
        return _relative(relative, today), _without(text, relative)
    if counted := _BIMESTRE.search(text):
        return _dated(_pair(int(counted[1] or counted[2])), _without(text, counted), today)
    named = list(_MONTH.finditer(text))
    if named:
        rest = text
        for one in reversed(named):
            rest = _without(rest, one)
        return _dated(tuple(sorted({_MONTHS[one[0].lower()] for one in named})), rest, today)
    if year := _YEAR.search(text):
        return Asked(int(year[0])), _without(text, year)
    return None


class Dates:
    """Reads a year or months that are all of an answer: `octubre`, `de 2025`."""

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """What is asked about."""
        found = find(text, turn.today)
        if found is None or not set(simplify(found[1]).split()) <= COURTESIES | FILLERS:
            return Refused()
        return Took(found[0], "", found[0].said(turn.voice))


def take(turn: Turn) -> None:
    """Put what is asked about into the dialog's data, out of the piece at hand."""
    if turn.answers and (found := find(turn.answers.next(), turn.today)):
        asked, rest = found
        turn.data["asked"] = [asked.year, *asked.months]
        turn.answers.reword(rest) if rest.strip(" ,.;:-") else turn.answers.take("", asked.said(turn.voice))


def asked(turn: Turn) -> Asked | None:
    """What was asked about in this dialog."""
    kept = turn.data.get("asked")
    return Asked(kept[0], tuple(kept[1:])) if kept else None


def _pair(bimestre: int) -> tuple[int, int]:
    return 2 * bimestre - 1, 2 * bimestre


def _dated(months: tuple[int, ...], rest: str, today: date) -> tuple[Asked, str]:
    if year := _YEAR.search(rest):
        return Asked(int(year[0]), months), _without(rest, year)
    return Asked(today.year - (min(months) > today.month), months), rest


def _relative(found: re.Match[str], today: date) -> Asked:
    unit = (found["last"] or found["this"] or found["en"]).lower()
    back = 0 if found["this"] else 1
    if unit not in ("mes", "month"):
        return Asked(today.year - back)
    month = (today.month - 1 - back) % 12 + 1
    return Asked(today.year - (month > today.month), (month,))


def _without(text: str, found: re.Match[str]) -> str:
    return f"{text[: found.start()]} {text[found.end() :]}".strip()
