"""Texts in place: `T("…")` marks Spanish source text for the catalogue and gives it a budget, usually one segment.

A template names its values in braces; the longest value each may take is in `flows.proving.worst_case`, unless the
text itself gives one, so that every budget is proved and not sampled.
"""

from __future__ import annotations

from enum import Enum


class Budget(Enum):
    """How long a text may become, in SMS segments; a part is measured inside the text it goes into.

    NOTICE: a sentence that leaves room in its one segment for what every notice ends with, `NOTICE_ROOM` septets; ASKED
    for the question whether it was the reader.
    """

    PART = 0
    ONE = 1
    TWO = 2
    PAGED = 9
    ASKED = 97
    NOTICE = 98
    MAIL = 99


PART, ONE, TWO, PAGED = Budget.PART, Budget.ONE, Budget.TWO, Budget.PAGED
ASKED, NOTICE, MAIL = Budget.ASKED, Budget.NOTICE, Budget.MAIL
NOTICE_ROOM, ASKED_ROOM = 110, 90


class Text(str):
    """A Spanish source text; behaves as the plain string it is."""

    __slots__ = ("budget", "worst")
    budget: Budget
    worst: dict[str, str]


REGISTRY: dict[str, Text] = {}
"""Every text of the program, in the order it was read."""


def T(source: str, budget: Budget = ONE, **worst: str) -> Text:  # noqa: N802 - the catalogue's marker, short on purpose
    """Mark a text; `worst` gives the longest value of a placeholder that is particular to it."""
    text = Text(source)
    text.budget = budget
    text.worst = worst
    REGISTRY.setdefault(source, text)
    return text


def labels(**named: str) -> dict[str, Text]:
    """Parts by their names: the options of a question, each an outcome and what it is called."""
    return {name: T(source, PART) for name, source in named.items()}
