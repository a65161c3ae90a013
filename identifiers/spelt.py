"""Sums of pesos in words, as `mil quinientos` and `dos mil pesos`: what is said, typed.

Only sums from ten on are read: `dos` alone is an option, not an amount.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_UNITS = (
    *(
        "cero",
        "un",
        "dos",
        "tres",
        "cuatro",
        "cinco",
        "seis",
        "siete",
        "ocho",
        "nueve",
        "diez",
        "once",
        "doce",
        "trece",
    ),
    *("catorce", "quince", "dieciseis", "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidos"),
    *("veintitres", "veinticuatro", "veinticinco", "veintiseis", "veintisiete", "veintiocho", "veintinueve"),
)
_TENS = ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa")
_HUNDREDS = ("cien", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos")
_VALUES = {word: number for number, word in enumerate(_UNITS)}
_VALUES |= {word: 10 * number for number, word in enumerate(_TENS, 3)}
_VALUES |= {word: 100 * number for number, word in enumerate((*_HUNDREDS, "ochocientos", "novecientos"), 1)}
_VALUES |= {"uno": 1, "una": 1, "ciento": 100, "veintiun": 21}
_WORD = re.compile(r"[\s$]*([^\W\d_]+)")
_AFTER = re.compile(r"[\s]*(?:pesos?|mxn)?[\s,;.!]*", re.IGNORECASE)
LEAST = 10


def take_spelt(text: str) -> tuple[Decimal, str] | None:
    """The sum in pesos that `text` begins with, with two decimals, and the rest; None when there is none.

    >>> take_spelt("quinientos"), take_spelt("treinta y dos mil doscientos pesos")
    ((Decimal('500.00'), ''), (Decimal('32200.00'), ''))
    >>> take_spelt("mil gracias"), take_spelt("uno"), take_spelt("mil mil")
    (None, None, None)
    """
    total = part = at = 0
    last = 1000
    while found := _WORD.match(text, at):
        word = _bare(found[1])
        if word == "mil" and total == 0:
            total, part, last = (part or 1) * 1000, 0, 1000
        elif word in _VALUES and _fits(_VALUES[word], last):
            last = _VALUES[word]
            part += last
        elif word != "y" or not part:
            break
        at = found.end()
    after = _AFTER.match(text, at)
    end = after.end() if after else at
    if total + part < LEAST or text[end : end + 1].isalpha():
        return None
    return Decimal(total + part).quantize(Decimal("0.01")), text[end:]


def _fits(value: int, last: int) -> bool:
    """Hundreds, then tens, then units: each smaller than what stands before, by its own order."""
    return value < last and (last >= 1000 or (last >= 100 and value < 100) or (last >= 30 and value < 10))


def _bare(word: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))
