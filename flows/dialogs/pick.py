"""Which of several things of the worker's own is meant: none, the only one, or one they choose, page by page."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.readers.readers import Choice
from flows.saying.text import PART, T, Text
from flows.turn.states import Ask, Do, Says, State, Tell
from flows.turn.turn import Turn

MOST = 4
"""Offered at once, beside the way to more."""
MORE = T("Más", PART)

Offered = Callable[[Turn], Mapping[str, str]]
"""Keys, and how each is named in a choice; the newest first."""


def pick(
    dialog: str,
    then: str,
    offered: Offered,
    which: Text,
    none: Says,
    longest: str,
    *,
    most: int = MOST,
    keep: str = "picked",
) -> tuple[State, ...]:
    """The states that settle it, from `<dialog>.open` on; the key is then `turn.data[keep]`.

    `longest` is a choice's longest name, `most` how many fit one message.
    """

    def page(turn: Turn) -> Mapping[str, str]:
        found, first = list(offered(turn).items()), int(turn.data.get("first", 0))
        more = {"more": MORE} if len(found) > first + most else {}
        return dict(found[first : first + most]) | more

    def decide(turn: Turn) -> str:
        found = offered(turn)
        if not found:
            return "none"
        turn.data.pop("first", None)
        turn.data[keep] = next(iter(found))
        return "one" if len(found) == 1 else "many"

    def choose(turn: Turn, key: str) -> str:
        if key == "more":
            turn.data["first"] = int(turn.data.get("first", 0)) + most
            turn.dialog.tries = 0
            return "more"
        turn.data[keep] = key
        return "chosen"

    return (
        Do(f"{dialog}.open", decide, leads={"one": then, "many": f"{dialog}.which", "none": f"{dialog}.none"}),
        Ask(
            f"{dialog}.which",
            which,
            reads=Choice(page, longest=((*(longest,) * most, MORE),)),
            decide=choose,
            leads={"chosen": then, "more": f"{dialog}.which"},
        ),
        Tell(f"{dialog}.none", none),
    )
