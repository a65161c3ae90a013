"""What the console's pages say, in Spanish and English. What workers are told comes from the dialogs' own catalogue."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Literal

from flask import request

ConsoleLanguage = Literal["es", "en"]
LANGUAGE_COOKIE = "mi-cuenta-idioma"

WORDS: dict[str, tuple[str, str]] = {
    name: (spanish, english)
    for file in sorted(Path(__file__).parent.glob("*.toml"))
    for name, (spanish, english) in tomllib.loads(file.read_text(encoding="utf-8")).items()
}
"""Each text by its name: Spanish, English."""


class Words:
    """The texts of one language; a name without a text, as a new reason, is shown as it is."""

    def __init__(self, language: ConsoleLanguage) -> None:
        self.language = language
        self._at = 0 if language == "es" else 1

    def __getitem__(self, name: str) -> str:
        return WORDS[name][self._at] if name in WORDS else name

    def deed(self, did: str) -> str:
        """What was done, as the audit names it."""
        return self[f"did-{did}"]

    def detail(self, detail: str) -> str:
        """What the audit says beside a deed: a reason, an outcome, a way to verify somebody."""
        name = f"detail-{detail}"
        return self[name if name in WORDS else detail]

    def minutes(self, seconds: float) -> str:
        """How long, as an agent reads it at a glance: `4 min`, `2 h 05`, `3 d`."""
        minutes = int(seconds // 60)
        if minutes < 60:
            return f"{minutes} min"
        return f"{minutes // 60} h {minutes % 60:02d}" if minutes < 48 * 60 else f"{minutes // 1440} d"


def words() -> Words:
    """The texts in the language that this browser chose; Spanish first."""
    return Words("en" if request.cookies.get(LANGUAGE_COOKIE) == "en" else "es")
