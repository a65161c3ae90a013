"""The answer to a notice that asked `¿Fuiste tú?`.

With its folio, or in words of its own, it is one wherever it comes.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.keywords.words import MOST_LETTERS, WORDS, Word
from flows.typed.courtesies import COURTESIES
from flows.typed.folding import simplify
from flows.typed.folios import LENGTH, LETTERS, mixed

_WORDS = {word.leads: word for word in WORDS}
_BARE = {
    **dict.fromkeys(("si", "s", "1", "yes", "yo fui", "si soy yo", "1 si", "1 yes"), True),
    **dict.fromkeys(("no", "n", "2", "no fui", "yo no", "no soy yo", "no era yo", "2 no"), False),
}
_PLAIN = {
    **dict.fromkeys(
        (
            *("si fui yo", "fui yo", "si yo fui", "1 si fui yo"),
            *("it was me", "yes it was me"),
        ),
        True,
    ),
    **dict.fromkeys(
        (
            *("no fui yo", "yo no fui", "no yo no fui", "no no fui yo", "2 no fui yo"),
            *("nofui yo", "no fuiyo", "nofuiyo"),
            *("not me", "it was not me", "it wasn t me", "2 not me", "no it was not me"),
        ),
        False,
    ),
}
_ANSWERING = frozenset(word for answer in (*_BARE, *_PLAIN) for word in answer.split())
"""One of these is in every such answer, and in few other messages."""


@dataclass(frozen=True, slots=True)
class Answered:
    """Yes or no, and to which notice; `plain`: nothing else can be meant, whatever was asked meanwhile."""

    yes: bool
    folio: str = ""
    plain: bool = False

    @property
    def word(self) -> Word:
        """Where it leads."""
        return _WORDS["confirmed.start" if self.yes else "denied.start"]


def answered(text: str) -> Answered | None:
    """What a whole message says to such a notice.

    >>> answered("No fui yo, k7m2q9"), answered("2"), answered("no fui yo a la escuela")
    (Answered(yes=False, folio='K7M2Q9', plain=True), Answered(yes=False, folio='', plain=False), None)
    """
    if len(text) > MOST_LETTERS:
        return None
    if text.isdecimal():  # most of what is sent: NIPs, codes, choices
        return Answered(_BARE[text]) if text in _BARE else None
    pieces = simplify(text).split()
    if _ANSWERING.isdisjoint(pieces):
        return None
    said, folio = [], ""
    for piece in pieces:
        if not folio and len(piece) == LENGTH and mixed(piece) and set(piece.upper()) <= set(LETTERS):
            folio = piece.upper()
        elif piece not in COURTESIES or piece in _BARE:
            said.append(piece)
    words = " ".join(word for word in said if word != "folio")
    plain = _PLAIN.get(words)
    if plain is None and words in _BARE:
        return Answered(_BARE[words], folio, plain=bool(folio))
    return None if plain is None else Answered(plain, folio, plain=True)
