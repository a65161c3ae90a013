"""Finding identifiers in what a worker typed: any order, any spacing, words between.

>>> found = scan_identity("REGISTRO 39 08 90 0215 6, hegg 560427 mvzrrl 04 gode-561231-gr8, si")
>>> found.nss, found.curp, found.rfc, found.rest
('39089002156', 'HEGG560427MVZRRL04', 'GODE561231GR8', 'si')
>>> scan_identity("mi nss es 3908900215 y mi curp HEGG560427MVZRRL05").refused
[('nss', 'length'), ('curp', 'checksum')]
>>> take_digits("48 29-13 1500", 6)
('482913', '1500')
>>> take_nss("NSS: 39 08 90 0215 7")
('39089002157', '')

`take_nss`, `take_curp` and `take_rfc` return what was probably meant, not yet validated.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from identifiers.amounts import take_amount
from identifiers.attempts import LENGTHS, Extent, Sought, attempt, extents, reason
from identifiers.errors import Reason
from identifiers.text import is_digits
from identifiers.tokens import normal, tokens, trim

__all__ = ["Identity", "scan_identity", "take_amount", "take_curp", "take_digits", "take_nss", "take_rfc"]

KINDS: tuple[Sought, ...] = ("nss", "curp", "rfc")
MOST_TOKENS = 80
"""Of a longer text only the beginning is searched: three identifiers in single letters and digits are 42."""
_LABELS = "NSS IMSS CURP RFC MI MIS ES SON EL LA LOS DE DEL Y CON NUM NUMERO NÚMERO SEGURO SEGURIDAD SOCIAL HOMOCLAVE"
_LABEL_WORDS = frozenset(_LABELS.split())
_TRAILING_LABELS = re.compile(r"(?:\W*\b(?:es|mi|nss|imss|curp|rfc|homoclave)\b)+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identity:
    """What was found, canonical; `rest` is left for the next prompt; `refused` pairs each malformed kind with why."""

    nss: str | None = None
    curp: str | None = None
    rfc: str | None = None
    rest: str = ""
    refused: list[tuple[Sought, Reason]] = field(default_factory=list)


def scan_identity(text: str, wanted: Collection[str] = KINDS, today: date | None = None) -> Identity:
    """The first valid NSS, CURP and RFC of a text, and why others of the `wanted` kinds are refused.

    With `today`, a CURP of somebody born later is refused as `date`.
    """
    search = _Search(normal(text), wanted, today)
    search.whole()
    if search.goes_on():
        search.joined()
    refused = search.refused() if search.goes_on() else []
    found = search.found
    return Identity(found.get("nss"), found.get("curp"), found.get("rfc"), search.rest(), refused)


class _Search:
    """One reading of a text: tokens are taken as they turn out to be identifiers, and the rest is what stays."""

    __slots__ = ("found", "pieces", "spans", "taken", "text", "today", "wanted")

    def __init__(self, text: str, wanted: Collection[str], today: date | None) -> None:
        self.text = text
        self.wanted = wanted
        self.today = today
        self.pieces = tokens(text)[:MOST_TOKENS]
        self.taken = [False] * len(self.pieces)
        self.spans: list[tuple[int, int]] = []
        self.found: dict[Sought, str] = {}

    def goes_on(self) -> bool:
        """Whether something is missing and something unread."""
        return len(self.found) < len(self.wanted) and False in self.taken

    def whole(self) -> None:
        """Identifiers typed as one token each, the usual case; one that is typed twice is taken twice."""
        for index, piece in enumerate(self.pieces):
            kind = LENGTHS.get(len(piece.text))
            if (
                kind
                and kind in self.wanted
                and self.found.get(kind, piece.text) == piece.text
                and reason(kind, piece.text, self.today) is None
            ):
                self.found[kind] = piece.text
                self.take(index, index + 1)

    def joined(self) -> None:
        """Identifiers typed in groups; where two fit at one place, the longer, as an RFC can begin like the CURP."""
        for index in range(len(self.pieces)):
            best: tuple[Sought, Extent] | None = None
            for way in extents(self.pieces, index, self.taken):
                kind = LENGTHS.get(len(way.text))
                wanted = kind and kind in self.wanted and kind not in self.found
                if kind and wanted and reason(kind, way.text, self.today) is None:
                    best = kind, way
            if best:
                kind, way = best
                self.found[kind] = way.text
                self.take(index, way.after)

    def refused(self) -> list[tuple[Sought, Reason]]:
        """The first malformed one of each kind still missing, with its reason."""
        refused: dict[Sought, Reason] = {}
        for index in range(len(self.pieces)):
            meant = None if self.taken[index] else attempt(self.pieces, index, self.taken)
            if meant and meant.kind in self.wanted and meant.kind not in self.found and meant.kind not in refused:
                why = reason(meant.kind, meant.text, self.today)
                if why:
                    refused[meant.kind] = why
                    self.take(index, meant.after)
        return list(refused.items())

    def take(self, first: int, after: int) -> None:
        """Mark tokens as read."""
        self.taken[first:after] = [True] * (after - first)
        self.spans.append((self.pieces[first].start, self.pieces[after - 1].end))

    def rest(self) -> str:
        """What follows the last identifier, as it was typed; of what stands before, only long numbers and addresses."""
        if not self.spans:
            return trim(self.text)
        kept: list[str] = []
        at = 0
        for start, end in sorted(self.spans):
            if start > at + 1:
                words = map(trim, self.text[at:start].split())
                kept.extend(word for word in words if "@" in word or sum(map(str.isdigit, word)) > 3)
            at = end
        tail = self.text[at:]
        if tail:
            labels = _TRAILING_LABELS.match(tail)
            tail = trim(tail[labels.end() :] if labels else tail)
        return " ".join([*kept, tail] if tail else kept)


def _take_kind(text: str, kind: Sought) -> tuple[str, str] | None:
    text = normal(text)
    pieces = tokens(text)
    first = next((index for index, piece in enumerate(pieces) if piece.text not in _LABEL_WORDS), None)
    if first is None:
        return None
    valid = [way for way in extents(pieces, first) if LENGTHS.get(len(way.text)) == kind and not reason(kind, way.text)]
    if valid:
        after, candidate = valid[0]
    else:
        meant = attempt(pieces, first)
        if meant is None:
            return None
        _, after, candidate = meant
    return candidate, trim(text[pieces[after - 1].end :])


def take_nss(text: str) -> tuple[str, str] | None:
    """What was meant as an NSS at the beginning of `text`, and the rest; None when nothing resembles one."""
    return _take_kind(text, "nss")


def take_curp(text: str) -> tuple[str, str] | None:
    """What was meant as a CURP at the beginning of `text`, and the rest; None when nothing resembles one."""
    return _take_kind(text, "curp")


def take_rfc(text: str) -> tuple[str, str] | None:
    """What was meant as an RFC at the beginning of `text`, and the rest; None when nothing resembles one."""
    return _take_kind(text, "rfc")


def take_digits(text: str, count: int) -> tuple[str, str] | None:
    """Exactly `count` digits at the beginning of `text`, however grouped, and the rest."""
    text = normal(text)
    digits = ""
    for piece in tokens(text):
        if not is_digits(piece.text) or (digits and piece.apart):
            return None
        digits += piece.text
        if len(digits) >= count:
            return (digits, trim(text[piece.end :])) if len(digits) == count else None
    return None
