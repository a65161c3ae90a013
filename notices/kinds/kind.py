"""What makes a kind of notice: everything about it, in one record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, Connection

from flows.records.service import Topic
from flows.saying.text import Text
from flows.saying.voice import Voice
from models.notices.audience import FoundAccounts, Scope
from models.notices.due import Due
from models.tables.accounts import ACTIVE

Fact = TypeVar("Fact")


def nothing_to_keep(scope: Scope) -> None:
    """Most kinds are told once for their subject alone."""
    del scope


@dataclass(frozen=True, slots=True)
class Kind(Generic[Fact]):
    """A kind of notice."""

    name: str
    """At most 20 letters: in tables, in the operator's commands, behind `notice.` in the outbox."""

    whom: Callable[[Scope], Iterable[FoundAccounts]]
    """Whom to tell, and what makes it the same notice another time."""

    facts: Callable[[Connection, Sequence[Due]], Mapping[int, Fact]]
    """What is so now, by the notice's id. One that is left out was overtaken by something newer, and is withdrawn."""

    say: Callable[[Fact, Voice], str]
    """The sentence, in one text with the budget `NOTICE`."""

    topics: tuple[Topic, ...]
    """One of these the worker must have consented to; empty: none, and it goes to the line only."""

    life: timedelta
    """After this it would be of no use."""

    subject: Text | None = None
    """Of the mail; None: it is not told by mail."""

    keep: Callable[[Scope], None] = nothing_to_keep
    """What to keep once a range is planned, where the unique subject is not enough."""

    status: str = ACTIVE
    """What the account must be for it, when it is written as when it was planned."""

    asks: bool = False
    """Whether it asks the worker if it was them: its sentence has the budget `ASKED`, and it goes before all others."""

    helped: ColumnElement[bool] | None = None
    """Of a notice's row: whether what it is for has come about. Some are then not told, to see the difference."""
