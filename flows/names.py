"""Names as they may be shown on a phone that others can read."""

from __future__ import annotations

SHOWN = 20
"""Letters of a name that are shown at most."""


def first_name(names: str) -> str:
    """The first given name in title case, as one greets: `MARIA DE LOS ANGELES` → `Maria`."""
    words = names.split()
    return (words[0] if words else names).title()[:SHOWN]


def masked(names: str, first_surname: str, second_surname: str) -> str:
    """Enough to know oneself, little for a stranger: `Lorena P*** F***`."""
    initials = [f"{surname[0].upper()}***" for surname in (first_surname, second_surname) if surname]
    return " ".join([first_name(names), *initials])
