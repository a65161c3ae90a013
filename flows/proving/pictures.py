"""The machine's own picture of itself: its edges as it holds them, as Mermaid diagrams and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.keywords.words import WORDS
from flows.machine.machine import MACHINE
from flows.machine.register import DIALOGS, OPEN, STATES
from flows.turn.states import Do, Tell


@dataclass(frozen=True, slots=True)
class Edge:
    """One edge: what leads from where to where, under which conditions, and what is done on the way."""

    trigger: str
    source: str
    dest: str | None
    when: tuple[str, ...]
    does: tuple[str, ...]

    @property
    def own(self) -> bool:
        """Whether its trigger is the machine's own and no outcome of a state."""
        return self.trigger.startswith("(")

    @property
    def said(self) -> bool:
        """Whether its trigger is a word."""
        return self.trigger.startswith("(word ")


def drawn_edges() -> Iterator[Edge]:
    """Every edge of the machine, in the order in which it tries them."""
    for trigger, event in MACHINE.events.items():
        for source, found in event.transitions.items():
            for edge in found:
                when = tuple(("" if one.target else "not ") + _words(one.func) for one in edge.conditions)
                does = tuple(_words(action) for action in edge.before)
                yield Edge(trigger, source, edge.dest, when, does)


def diagrams() -> dict[str, str]:
    """A Mermaid state diagram for each dialog, by the dialog's name."""
    found = list(drawn_edges())
    pictures = {}
    for dialog in DIALOGS:
        own = [state.name for state in dialog.STATES]
        pictures[dialog.__name__.rsplit(".", 1)[-1]] = "\n".join(_diagram(own, found))
    return pictures


def _diagram(own: list[str], found: list[Edge]) -> Iterator[str]:
    yield "stateDiagram-v2"
    for name in own:
        kind = " ?" if isinstance(STATES[name], Do) else ""
        yield f'    state "{name}{kind}" as {_id(name)}'
    spelled = {word.leads: word.spanish[0].upper() for word in WORDS}
    entered = {edge.dest for edge in found if edge.said}
    for name in own:
        if name in entered and name in spelled:
            yield f"    [*] --> {_id(name)}: {spelled[name]}"
    for name in own:
        for edge in found:
            if edge.source == name and not edge.own:
                yield f"    {_id(name)} --> {_id(edge.dest or name)}: {edge.trigger}"


def anywhere() -> Iterator[str]:
    """A Markdown table of the triggers that belong to no dialog: the ways that are open wherever somebody stands."""
    yield "| when | from | leads to | if | and |"
    yield "| --- | --- | --- | --- | --- |"
    grouped: dict[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[str]] = {}
    for edge in drawn_edges():
        if edge.own:
            trigger = "a word" if edge.said else edge.trigger.strip("()")
            dest = "its dialog" if edge.said else edge.dest or ""
            grouped.setdefault((trigger, dest, edge.when, edge.does), []).append(edge.source)
    for (trigger, dest, when, does), sources in sorted(grouped.items(), key=_tried):
        lead = f"`{dest}`" if dest in STATES else dest or "where it is"
        yield f"| {trigger} | {_named(set(sources))} | {lead} | {', '.join(when)} | {', '.join(does)} |"


def _tried(group: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], list[str]]) -> tuple[str, int]:
    """Edges of one trigger together, those with more conditions first, as the machine tries them."""
    (trigger, _, when, _), _ = group
    return trigger, -len(when)


def _named(sources: set[str]) -> str:
    told = {name for name, state in STATES.items() if isinstance(state, Tell)}
    for name, group in {"anywhere": set(STATES), "a question": OPEN, "an answer": told}.items():
        if sources == group:
            return name
    if len(sources) <= 4:
        return ", ".join(f"`{name}`" for name in sorted(sources))
    return "other questions" if sources < OPEN else "anywhere else" if sources & OPEN else "no question"


def _words(function: object) -> str:
    return getattr(function, "__name__", str(function)).replace("_", " ")


def _id(name: str) -> str:
    return name.replace(".", "_")
