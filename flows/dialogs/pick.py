"""Which of several things of the worker's own is meant: none, the only one, or one they choose."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.readers.readers import Choice
from flows.saying.text import Text
from flows.turn.states import Ask, Do, Says, State, Tell
from flows.turn.turn import Turn

MOST = 4

Offered = Callable[[Turn], Mapping[str, str]]
"""Keys, and how each is named in a choice; the newest first."""


def pick(dialog: str, then: str, offered: Offered, which: Text, none: Says, longest: str) -> tuple[State, ...]:
    """The states that settle it, from `<dialog>.open` on; the key is then `turn.data["picked"]`.

    `longest` is a choice's longest name.
    """

    def most(turn: Turn) -> Mapping[str, str]:
        return dict(list(offered(turn).items())[:MOST])

    def decide(turn: Turn) -> str:
        found = most(turn)
        if not found:
            return "none"
        turn.data["picked"] = next(iter(found))
        return "one" if len(found) == 1 else "many"

    def choose(turn: Turn, key: str) -> str:
        turn.data["picked"] = key
        return "chosen"

    return (
        Do(
            name=f"{dialog}.open",
            decide=decide,
            leads={"one": then, "many": f"{dialog}.which", "none": f"{dialog}.none"},
        ),
        Ask(
            name=f"{dialog}.which",
            says=which,
            reads=Choice(most, longest=((longest,) * MOST,)),
            decide=choose,
            leads={"chosen": then},
        ),
        Tell(name=f"{dialog}.none", says=none),
    )
