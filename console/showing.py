"""Showing what came from a phone: nothing in it may act on the page or on the eye."""

from __future__ import annotations

import unicodedata

LONGEST = 2000
"""Letters that are shown of one message."""


def visible(text: str) -> str:
    """The text with a visible mark for each character that would be unseen or turn the direction of writing.

    >>> visible("hola" + chr(0x202E) + "99" + chr(7))
    'hola⟦202E⟧99⟦7⟧'
    """
    shown = text[:LONGEST] + ("…" if len(text) > LONGEST else "")
    if shown.replace("\n", "").isprintable():  # none of them, as most texts
        return shown
    return "".join(f"⟦{ord(char):X}⟧" if _hidden(char) else char for char in shown)


def _hidden(char: str) -> bool:
    return char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp")
