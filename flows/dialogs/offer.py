"""An answer that something more can be asked of: it rests as any answer does, with a choice below it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.dialogs.papers import ByMail
from flows.readers.readers import Choice, Options
from flows.saying.text import Text
from flows.turn.states import Ask, Do, Reader, State, Tell
from flows.turn.turn import Turn


def tell(
    name: str,
    says: Callable[[Turn], str],
    texts: tuple[Text, ...],
    options: Callable[[Turn], Options],
    longest: tuple[str, ...],
    choose: Callable[[Turn, str], str],
    leads: Mapping[str, str],
    other: Reader | None = None,
) -> tuple[State, ...]:
    """The states from `name` on. `texts` are those that `says` may say where there is a choice, `longest` its labels.

    `choose` gives the outcome of a choice, or of what `other` reads.
    """
    return (
        Do(
            name,
            lambda turn: "offers" if options(turn) else "tells",
            leads={"offers": f"{name}.offer", "tells": f"{name}.told"},
        ),
        Tell(f"{name}.told", says, keepable=True),
        Ask(
            f"{name}.offer",
            says,
            texts=texts,
            reads=Choice(options, other=other, before=ByMail(options), longest=(longest,)),
            decide=choose,
            leads=leads,
            tries=99,
            rests=True,
            keepable=True,
        ),
    )
