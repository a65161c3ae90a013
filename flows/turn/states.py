"""The three kinds of state a conversation is made of.

`leads` maps each outcome to the state it leads to; together they are the edges of the machine.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from flows.saying.text import Text
from flows.turn.answers import Refused, Took

if TYPE_CHECKING:
    from flows.turn.turn import Turn

Says = Text | Callable[["Turn"], str]
Values = Callable[["Turn"], Mapping[str, object]]


def kept(turn: Turn) -> Mapping[str, object]:
    """What the dialog keeps, each under its name."""
    return turn.data


class Reader(Protocol):
    """Understands one kind of answer.

    One that knows its answer by its form alone, wherever it stands, also has `named(line) -> bool`.
    """

    def read(self, text: str, turn: Turn) -> Took | Refused:
        """Take the beginning of `text`, or refuse it with a reason."""
        ...


@dataclass(frozen=True, slots=True)
class State:
    """A place in a conversation."""

    name: str
    leads: Mapping[str, str] = field(default_factory=dict, kw_only=True)


@dataclass(frozen=True, slots=True)
class Ask(State):
    """Says something and waits for an answer.

    `show` gives the values that the text names. `decide` turns the value read into an outcome; without it the value is
    the outcome. After `tries` answers that were not understood the way to an agent is shown. `secret` answers are never
    echoed or kept. A `final` one is not gone back to with 0: what it asked is settled. Where `says` is a function and
    there are options, `texts` lists what it may say, so that its budget can be proved. `explains` is said in its place
    to somebody who does not know, remember or understand; `by_ussd` where an open session hides what arrives by SMS.
    A question that `holds` is not left for a service of those with an account. One that `rests` waits for nothing: it
    is an answer with a choice below it, `keepable` as a `Tell` is.
    """

    says: Says
    _: KW_ONLY
    reads: Reader
    texts: tuple[Text, ...] = ()
    show: Values = kept
    decide: Callable[[Turn, Any], str] | None = None
    hint: Text | None = None
    tries: int = 3
    secret: bool = False
    final: bool = False
    explains: Says | None = None
    by_ussd: Callable[[Turn], str] | None = None
    holds: bool = False
    rests: bool = False
    keepable: bool = False


@dataclass(frozen=True, slots=True)
class AskSecret(Ask):
    """Asks for a secret. It is not gone back to, unless it is part of what `holds`."""

    secret: bool = True
    final: bool = True


@dataclass(frozen=True, slots=True)
class Do(State):
    """Decides at once, from what is known, where to go."""

    decide: Callable[[Turn], str]


@dataclass(frozen=True, slots=True)
class Tell(State):
    """Answers and rests; the worker may ask for anything next. `ends` closes a USSD session."""

    says: Says
    _: KW_ONLY
    show: Values = kept
    ends: bool = False
    keepable: bool = False
