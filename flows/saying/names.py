"""Names as they are shown on a phone: the institution writes them in capitals, and not always cleanly."""

from __future__ import annotations

import unicodedata

SHOWN = 20
"""Letters of a first name that are shown at most."""
LONGEST = 50
"""Letters of a whole name that are shown at most, so that the question fits one message."""
_SMALL = frozenset(("De", "Del", "La", "Las", "Los", "Y"))


def first_name(names: str) -> str:
    """The first given name, as one greets: `MARIA DE LOS ANGELES` → `Maria`.

    An abbreviation is no name by itself, and no full stop is left at the end, where the sentence has its own. Said of
    its own result it says the same, so that names kept before these rules come out right too.

    >>> first_name("MA. GUADALUPE SOFIA"), first_name("MA. DE LA LUZ"), first_name("MA.")
    ('Ma. Guadalupe', 'Ma. de la Luz', 'Ma')
    """
    said: list[str] = []
    for word in _words(names.replace(".", ". ")):
        said.append(word.lower() if said and word in _SMALL else word)
        if word not in _SMALL and not word.endswith("."):
            break
    return " ".join(said)[:SHOWN].rstrip(" .,-")


def written(*parts: str) -> str:
    """A name of the institution's files, all capitals, as people write it, cut to `LONGEST` letters.

    >>> written("MARÍA DE LOS ÁNGELES", "ÑÁÑEZ", "DEL RÍO")
    'María de los Ángeles Ñáñez del Río'
    """
    words = _words(" ".join(parts))
    return " ".join(word.lower() if word in _SMALL else word for word in words)[:LONGEST].rstrip()


def _words(name: str) -> list[str]:
    """Its words in title case: accents joined to their letters, nothing that cannot be seen."""
    if not (name.isascii() and name.isprintable()):
        joined = unicodedata.normalize("NFC", name)
        name = "".join(char if char.isprintable() else " " * char.isspace() for char in joined)
    return name.title().split()
