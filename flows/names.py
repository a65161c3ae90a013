"""Names as they may be shown on a phone that others can read."""

from __future__ import annotations

SHOWN = 20
"""Letters of a first name that are shown at most."""
LONGEST = 70
"""Letters of a whole name that are shown at most, so that the question fits one message."""
_SMALL = frozenset(("De", "Del", "La", "Las", "Los", "Y"))


def first_name(names: str) -> str:
    """The first given name in title case, as one greets: `MARIA DE LOS ANGELES` → `Maria`."""
    words = names.split()
    return (words[0] if words else names).title()[:SHOWN]


def written(*parts: str) -> str:
    """A name of the institution's files, all capitals, as people write it, cut to `LONGEST` letters.

    >>> written("MARÍA DE LOS ÁNGELES", "ÑÁÑEZ", "DEL RÍO")
    'María de los Ángeles Ñáñez del Río'
    """
    words = " ".join(part for part in parts if part).title().split()
    return " ".join(word.lower() if word in _SMALL else word for word in words)[:LONGEST].rstrip()
