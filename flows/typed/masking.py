"""What a text says, without what it tells of somebody: numbers in figures and in words, identifiers, addresses."""

from __future__ import annotations

import re

from flows.typed.folding import simplify

MOST = 160
"""Characters of a masked text."""
_CODE = re.compile(r"(?<!\d)(?:\d[ .-]?){5}\d(?!\d)")
_ADDRESS = re.compile(r"\S+(?:@|\s+(?:@|arroba)\s+)\S+(?:\s+punto\s+\S+)*", re.IGNORECASE)
_SPOKEN = re.compile(
    "cero|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|(?:dieci|veinti).*"
    "|veinte|.*(?:enta|cient[oa]s?|cien)|mil|zero|one|two|three|four|five|six|seven|eight|nine"
)


def without_codes(text: str) -> str:
    """The text with every group of six digits, which may be a NIP or a code, as dots.

    >>> without_codes("mi nip 482913 no sirve desde 2024")
    'mi nip ······ no sirve desde 2024'
    """
    return _CODE.sub("······", text)


def masked(text: str) -> str:
    """The folded words, with `#` for whatever holds a digit or is a number in words, and `@` for an address.

    >>> masked("Soy PUFL900215MJCRCR04, ¿cuánto debo de 1,500? lore@correo.mx siete tres nueve")
    'soy # cuanto debo de # @ #'
    >>> masked("mi correo es lore.p arroba correo punto mx")
    'mi correo es @'
    """
    pieces: list[str] = []
    for word in simplify(_ADDRESS.sub(" arroba ", text)).split():
        hides = any(char.isdigit() for char in word) or _SPOKEN.fullmatch(word) is not None
        shown = "#" if hides else "@" if word == "arroba" else word
        if not (shown == "#" and pieces[-1:] == ["#"]):
            pieces.append(shown)
    return " ".join(pieces)[:MOST]
