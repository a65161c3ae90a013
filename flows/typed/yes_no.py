"""Yes and no: only where all of what was said is one of them, for what is consented to must never be guessed."""

from __future__ import annotations

import re
from typing import Literal

from flows.typed.courtesies import AGREEING
from flows.typed.folding import simplify

YES_WORDS = frozenset({"si", "s", "claro", "ok", "va", "sale", "yes", "y", "acepto", "simon", "okay"})
NO_WORDS = frozenset({"no", "n", "nel"})
_TURNS = YES_WORDS | NO_WORDS | {"pero", "but", "not"}
_AN_ANSWER_FOLLOWS = re.compile(r"\s*[,;.\n]|\s+[\d@]|\s+(?:si|sí|no|yes)\b|\s+\S+@", re.IGNORECASE)
_FIRST = re.compile(r"[\s,;]*([^\W\d_]+)")


def begins(folded: str) -> str:
    """How a label begins: `yes`, `no`, or with neither."""
    first = folded.split(" ", 1)[0]
    return "yes" if first in YES_WORDS else "no" if first in NO_WORDS else ""


def said(text: str) -> tuple[Literal["yes", "no"], str] | None:
    """Yes or no and what is left to read; None where `text` begins like one and says something else.

    `no gracias` and `sí, soy yo` are whole answers; after `si 482913` more answers follow. `no entiendo`, `no tengo
    correo` and `sí pero está mal` are neither.
    """
    found = _FIRST.match(text)
    first = simplify(found[1]) if found else ""
    meant: Literal["yes", "no"] | None = "yes" if first in YES_WORDS else "no" if first in NO_WORDS else None
    if found is None or meant is None:
        return None
    rest = text[found.end() :]
    words = set(simplify(rest).split())
    if words <= AGREEING | (NO_WORDS if meant == "no" else YES_WORDS):
        return meant, ""
    return (meant, rest) if _AN_ANSWER_FOLLOWS.match(rest) and not _qualified(rest) else None


def _qualified(rest: str) -> bool:
    """Whether what follows takes back what was said: `sí, pero mi apellido está mal`, `no, sí quiero`."""
    first, second, *_ = (*simplify(rest).split(), "", "")
    return first in _TURNS and second.isalpha() and second not in _TURNS
