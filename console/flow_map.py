"""A small map of the dialog that an agent drives: what was asked, where it stands, what may come next.

It is made of the machine's own edges. What is decided without asking anybody is passed by.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from flows.machine.register import STATES
from flows.proving.pictures import drawn_edges
from flows.saying.text import Text
from flows.turn.states import Do, Tell

Part = Literal["before", "here", "next"]
BEFORE = 3
"""Questions that are shown of those that were asked."""
NEXT = 6
ROW, WIDTH, INDENT = 26, 340, 24
"""Of a line of the picture, in its own units."""
LETTERS = 42


@dataclass(frozen=True, slots=True)
class Stop:
    """A state on the map, and where its box stands; `ends`: nothing is asked there."""

    part: Part
    state: str
    words: str
    ends: bool
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class FlowMap:
    """The picture: its height, and what stands in it from above."""

    height: int
    stops: tuple[Stop, ...]

    def of(self, part: Part) -> list[Stop]:
        """Those of a part, in their order."""
        return [stop for stop in self.stops if stop.part == part]


def flow_map(state: str, asked: Sequence[str]) -> FlowMap | None:
    """The map of a dialog that stands at `state` after the questions `asked`; None for a state that there is not.

    >>> [stop.state for stop in flow_map("call.how", ["menu"]).of("next")]
    ['call.code', 'call.question', 'call.enough']
    """
    if state not in STATES:
        return None
    before = [name for name in asked if name in STATES and name != state][-BEFORE:]
    following = [name for name in _following(state) if name not in (state, *before)][:NEXT]
    names: list[tuple[Part, str]] = [("before", name) for name in before]
    names += [("here", state), *(("next", name) for name in following)]
    stops = tuple(
        Stop(part, name, _words(name), isinstance(STATES[name], Tell), INDENT if part == "next" else 0, place * ROW)
        for place, (part, name) in enumerate(names)
    )
    return FlowMap(len(stops) * ROW, stops)


@lru_cache(maxsize=512)
def _following(state: str) -> tuple[str, ...]:
    """What is asked or told next, whatever is answered here."""
    return tuple(dict.fromkeys(_reached(state, frozenset((state,)))))


def _reached(state: str, passed: frozenset[str]) -> Iterator[str]:
    for dest in _edges().get(state, ()):
        if dest in passed:
            continue
        if isinstance(STATES[dest], Do):
            yield from _reached(dest, passed | {dest})
        else:
            yield dest


@lru_cache(maxsize=1)
def _edges() -> dict[str, tuple[str, ...]]:
    """Where the outcomes of each state lead; the ways that are open everywhere are no part of a map."""
    found: dict[str, list[str]] = {}
    for edge in drawn_edges():
        if not edge.own and edge.dest:
            found.setdefault(edge.source, []).append(edge.dest)
    for source, dests in found.items():
        dests.sort(key=list(STATES[source].leads.values()).index)
    return {source: tuple(dests) for source, dests in found.items()}


def _words(name: str) -> str:
    """What is asked or told there, as far as that is always the same, else the state's name."""
    says = getattr(STATES[name], "says", None)
    for text in (says, *getattr(STATES[name], "texts", ())):
        if isinstance(text, Text):
            words = text if len(text) <= LETTERS else text[: LETTERS - 1].rstrip() + "…"
            if "{" not in words:
                return str(words)
    return name
