"""How the service says things in a language: templates, money, dates, two-month periods."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from flows.saying.house import House
from flows.saying.text import PART, T

MONTHS = tuple(
    T(month, PART) for month in ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic")
)
ITS_NAME = T("(nombre de este idioma)", PART)
"""What a language is called where one is chosen: each catalogue gives its own."""

Catalogue = Mapping[str, str]


class Voice:
    """One language, with the house's own numbers always at hand in every template."""

    __slots__ = ("_catalogue", "_house", "house", "language")

    def __init__(self, language: str, catalogue: Catalogue, house: House) -> None:
        self.language = language
        self._catalogue = catalogue
        self.house = house
        self._house = {"ussd": house.ussd_code, "infonatel": house.phone_line, "short_code": house.short_code}

    def say(self, text: str, **values: object) -> str:
        """The text in this language with its values put in; Spanish where a translation is missing."""
        template = self._catalogue.get(text, text)
        return template.format(**self._house, **values) if "{" in template else template

    def money(self, amount: Decimal) -> str:
        """Pesos as people write them: `$1,955.26`."""
        return f"-${-amount:,.2f}" if amount < 0 else f"${amount:,.2f}"

    def month(self, number: int) -> str:
        """A month by its number, short: `oct`."""
        return self.say(MONTHS[number - 1])

    def day(self, day: date) -> str:
        """A date that cannot be misread: `17 dic 2026`."""
        return f"{day.day} {self.month(day.month)} {day.year}"

    def period(self, period: str) -> str:
        """A two-month period of contributions (bimestre), `2026-5`, by its months: `sep-oct 2026`."""
        year, _, number = period.partition("-")
        first = 2 * int(number) - 2
        return f"{self.month(first + 1)}-{self.month(first + 2)} {year}"


class Voices:
    """The service's voice in every language that it has a catalogue for."""

    def __init__(self, house: House, catalogues: Mapping[str, Catalogue]) -> None:
        self.house = house
        self._voices = {"es": Voice("es", {}, house)}
        self._voices |= {language: Voice(language, texts, house) for language, texts in catalogues.items()}

    def of(self, language: str) -> Voice:
        """How a language is spoken; Spanish where there is no catalogue for it."""
        return self._voices.get(language) or self._voices["es"]
