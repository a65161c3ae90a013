"""The last step of every text: correct Spanish into the letters the channel has.

GSM-7 has é ñ Ñ ü Ü ¿ ¡ but not á í ó ú Á Í Ó Ú; one of those would turn the whole message into UCS-2, of 70
units instead of 160. What folds here is only what the alphabet lacks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import Literal

from gsm7.alphabet import ALL
from gsm7.count import any_of

Profile = Literal["gsm7", "ascii"]

KEPT: dict[Profile, frozenset[str]] = {
    "gsm7": ALL - {"\r", "\f"},
    "ascii": frozenset(filter(str.isascii, ALL)) - {"\r", "\f"},
}
"""Characters each profile leaves alone. `ascii` is for gateways that damage everything else."""

_WORDS = {
    "\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\t": " ",
    "`": "'", "´": "'", "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "ʼ": "'", "‹": "'", "›": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"', "«": '"', "»": '"', "¨": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "•": "-", "·": "-", "¬": "-",
    "…": "...", "°": "o", "⁄": "/", "÷": "/", "×": "x", "±": "+/-", "¦": "|", "¸": ",", "¯": "-", "¢": "c",
    "©": "(c)", "®": "(r)", "€": "EUR", "£": "GBP", "¥": "JPY", "¤": "$", "§": "S", "¿": "", "¡": "",
    "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L",
    "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th", "Þ": "TH", "ı": "i", "ħ": "h", "Ħ": "H", "µ": "u",
}  # fmt: skip
_SPACES = {"Zs": " ", "Zl": "\n", "Zp": "\n"}
_DROPPED = frozenset({"Cc", "Cf", "Mn", "Me", "Mc", "So", "Sk"})  # controls, marks, pictures: no word is lost
_FRACTIONS = frozenset("½⅓⅔¼¾⅛⅜⅝⅞")


def _spell(character: str, kept: frozenset[str]) -> str:
    """A character outside the alphabet in letters of it; `?` stands for a letter that has no spelling."""
    if (word := _WORDS.get(character)) is not None:
        return word
    category = unicodedata.category(character)
    if category in _SPACES:
        return _SPACES[category]
    simpler = unicodedata.normalize("NFKD", character)
    if simpler != character:
        spelled = "".join(part if part in kept else _spell(part, kept) for part in simpler)
        return "?" if "?" in spelled else spelled
    return "" if category in _DROPPED else "?"


def _folder(kept: frozenset[str]) -> Callable[[str], str]:
    """The fold of one profile, with every Latin letter and mark of punctuation spelled beforehand."""
    usual = [*map(chr, range(0x250)), *map(chr, range(0x1E00, 0x2070)), *map(chr, range(0xFF00, 0xFF5F)), *_WORDS]
    table = {character: _spell(character, kept) for character in usual if character not in kept}
    foreign = re.compile(any_of(kept, negated=True))

    def replace(found: re.Match[str]) -> str:
        character = found[0]
        spelled = table.get(character)
        if spelled is None:
            spelled = _spell(character, kept)
        if character in _FRACTIONS and found.string[: found.start()][-1:].isdigit():
            return f" {spelled}"  # 4½ is "4 1/2", never "41/2"
        return spelled

    def folder(text: str) -> str:
        if not text.isascii():
            text = unicodedata.normalize("NFC", text)
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        return foreign.sub(replace, text)

    return folder


_FOLDERS: dict[Profile, Callable[[str], str]] = {profile: _folder(kept) for profile, kept in KEPT.items()}


def fold(text: str, profile: Profile = "gsm7") -> str:
    """The text in letters of the profile: readable, never UCS-2.

    >>> fold("Aportación del año: “¿Sí?” — 1º…"), fold("Año: ¿sí?", "ascii")
    ('Aportacion del año: "¿Si?" - 1o...', 'Ano: si?')
    """
    return _FOLDERS[profile](text)
