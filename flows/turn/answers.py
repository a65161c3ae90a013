"""What the worker has typed and no prompt has taken yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flows.typed.courtesies import COURTESIES
from flows.typed.folding import simplify


@dataclass(frozen=True, slots=True)
class Took:
    """A reader understood the beginning of a piece; `rest` is left for the next prompt.

    `said` is what the journal may keep of it.
    """

    value: Any
    rest: str = ""
    said: str = "·"


@dataclass(frozen=True, slots=True)
class Refused:
    """A reader did not understand, and why, as a text for the worker; None where the prompt says enough."""

    reason: str | None = None


_BETWEEN = " ,;.:\n\t\"')]"
"""What people leave between two answers, or around one."""


class Answers:
    """Pieces in the order typed: one SMS is one piece, a USSD request has as many as were typed since the last."""

    __slots__ = ("_pieces", "later", "said")

    def __init__(self, pieces: tuple[str, ...]) -> None:
        self._pieces = [clean for piece in reversed(pieces) if (clean := piece.strip())]
        self.said: list[str] = []
        self.later = False
        """Whether the piece to read now stood on a later line than what was taken last. Signatures do."""

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def next(self) -> str:
        """The piece to read now."""
        return self._pieces[-1]

    @property
    def line(self) -> str:
        """The first line of it."""
        return self._pieces[-1].split("\n", 1)[0]

    def take(self, rest: str, said: str) -> None:
        """The piece to read now was understood up to `rest`."""
        piece = self._pieces.pop()
        end = len(rest.rstrip(_BETWEEN))
        rest = rest[:end].lstrip(_BETWEEN)
        self.later = False
        if rest and not COURTESIES.issuperset(simplify(rest).split()):
            self._pieces.append(rest)
            taken = piece[: piece.rfind(rest)]
            self.later = "\n" in taken[len(taken.rstrip(_BETWEEN)) :]
        self.said.append(said)

    def rest(self, said: str) -> str:
        """Everything that is still unread, taken at once; of each piece the journal keeps `said`."""
        found = []
        while self:
            found.append(self.next())
            self.take("", said)
        return " ".join(found)

    def reword(self, piece: str) -> None:
        """Read the piece at hand in another order."""
        self._pieces[-1] = piece

    def after_all(self, piece: str) -> None:
        """A piece kept from an earlier turn, to be read when the others have been."""
        self._pieces.insert(0, piece)

    def drop(self) -> None:
        """Leave everything that is still unread; the journal learns only how much there was."""
        if self._pieces:
            self.said.append(f"[{sum(map(len, self._pieces))}]")
            self._pieces.clear()
