"""The one state machine of the program: every dialog's states, and everything that may lead from one to another.

What a worker does is a trigger: an answer (its outcome), a word, a dialled code, silence. The machine's conditions say
where it leads, its actions what that begins or forgets. Nothing else changes a dialog's state, but going `back`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Any

from transitions import Machine, MachineError

from flows.dialogs.account import activation, details, entrance, freeze, nip, registration
from flows.dialogs.credit import certificate, credit, discounts, payment, statement
from flows.dialogs.savings import application, contributions, points, savings
from flows.dialogs.service import agent, alerts, guide, language, menu, optout, privacy, resume, topics, verify, which
from flows.keywords.words import ASKING, WORDS
from flows.machine.guards import (
    awaits_code,
    begin_clean,
    begin_tries,
    dropped_just_now,
    forget_answers,
    forget_way,
    held_by,
    keep_question,
    leave_unread,
    long_silent,
    may_name_some,
    near_some,
    note_question,
    nothing_typed,
    often_enough,
    standing_at,
    step_aside,
    step_aside_from_question,
)
from flows.turn.dialog import Dialog
from flows.turn.states import Ask, Do, State, Tell
from flows.turn.turn import Turn

logging.getLogger("transitions").setLevel(logging.WARNING)

DIALOGS = (
    menu,
    guide,
    registration,
    activation,
    entrance,
    nip,
    savings,
    contributions,
    credit,
    payment,
    statement,
    points,
    application,
    discounts,
    certificate,
    alerts,
    optout,
    details,
    language,
    agent,
    verify,
    privacy,
    resume,
    topics,
    freeze,
    which,
)
STATES: dict[str, State] = {state.name: state for dialog in DIALOGS for state in dialog.STATES}


AWAITED: dict[str, Callable[[Turn], str]] = {
    "activation.code": lambda turn: activation.renewed(turn, "activation"),
    "nip.code": lambda turn: activation.renewed(turn, "recovery"),
    "details.code": details.renewed,
}
"""Questions for a code that was sent, and how another is sent where that one has run out."""


def _where_it_stopped(turn: Turn) -> str:
    place = str(turn.data.pop("resume", "menu"))
    if place in AWAITED and AWAITED[place](turn) == "enough":
        return "activation.enough"
    return place


_asked = {name: state for name, state in STATES.items() if isinstance(state, Ask)}
OPEN = frozenset(_asked) - {"menu"}
"""Every question that waits for an answer; the menu only lists what there is."""
HOLDING = frozenset(name for name, state in _asked.items() if state.holds)
"""Questions that are not left for a service."""
STATES["resume.back"] = Do(
    name="resume.back",
    decide=_where_it_stopped,
    leads={place: place for place in (*_asked, "activation.enough")},
)
STARTS = (
    frozenset(word.leads for word in WORDS)
    | frozenset(ASKING)
    | {f"info.{topic.name}" for topic in topics.TOPICS}
    | {"info.who", "info.stolen_phone", "info.where_to_pay"}
)
"""Where a word or what was meant may lead, from wherever the worker stands."""


def asks(dialog: Dialog) -> bool:
    """Whether a question is on the table; the menu is none."""
    return dialog.state in OPEN


MENU = "(to the menu)"
DIALLED = "(dialled again)"
SILENT = "(after silence)"
NOTHING = "(nothing typed)"
UNREAD = "(not understood)"
MISSED = "(missed again)"
"""Triggers beside the outcomes of states; they stand in brackets, so that no two are the same."""


def word_trigger(start: str) -> str:
    """The machine's trigger for the word that leads to `start`."""
    return f"(word {start})"


def _edges() -> Iterator[dict[str, Any]]:
    """Every edge. Of several with the same trigger and source the first whose conditions hold is taken."""
    for state in STATES.values():
        for outcome, lead in state.leads.items():
            yield {"trigger": outcome, "source": state.name, "dest": lead}
    yield {"trigger": MENU, "source": "*", "dest": "menu", "before": forget_way}
    yield from _coming_back()
    yield from _not_answered()
    yield from _words()


def _coming_back() -> Iterator[dict[str, Any]]:
    """Somebody dials, or writes after a long silence: an open question is offered again, else there is the menu."""
    codes, others = sorted(AWAITED), sorted(OPEN - AWAITED.keys() - {"resume"})
    soon, at_once = {"trigger": DIALLED, "conditions": dropped_just_now}, [dropped_just_now, nothing_typed]
    yield {"trigger": DIALLED, "source": codes, "dest": "resume.back", "conditions": at_once, "before": keep_question}
    yield {**soon, "source": [*codes, "resume"], "dest": None}
    yield {"trigger": DIALLED, "source": others, "dest": "resume", "conditions": at_once, "before": keep_question}
    yield {"trigger": DIALLED, "source": "*", "dest": "menu", "before": forget_way}
    yield {
        "trigger": SILENT,
        "source": sorted(OPEN - {"resume"}),
        "dest": "resume",
        "conditions": long_silent,
        "before": [keep_question, leave_unread],
    }


def _not_answered() -> Iterator[dict[str, Any]]:
    """What was typed answers nothing, or nothing was typed."""
    resting, told = STATES.keys() - OPEN, {name for name, state in STATES.items() if isinstance(state, Tell)}
    yield {"trigger": NOTHING, "source": sorted(told), "dest": "menu", "before": forget_way}
    yield {"trigger": NOTHING, "source": sorted(STATES.keys() - told), "dest": None}
    rest = sorted(resting | {"which"})
    yield {"trigger": UNREAD, "source": rest, "dest": "activation.start", "conditions": awaits_code}
    yield {"trigger": UNREAD, "source": "which", "dest": "which", "conditions": may_name_some}
    yield {
        "trigger": UNREAD,
        "source": sorted(resting),
        "dest": "which",
        "conditions": may_name_some,
        "before": forget_answers,
    }
    yield {"trigger": UNREAD, "source": rest, "dest": "menu", "before": forget_way}
    near = {"conditions": near_some, "unless": standing_at(HOLDING)}
    yield {"trigger": UNREAD, "source": sorted(OPEN - {"which"}), "dest": "which", **near, "before": note_question}
    for tries in sorted({state.tries for state in _asked.values()}):
        yield {
            "trigger": MISSED,
            "source": [name for name in sorted(OPEN) if _asked[name].tries == tries],
            "dest": "agent.offer",
            "conditions": often_enough(tries),
            "before": [note_question, begin_tries],
        }


def _words() -> Iterator[dict[str, Any]]:
    """Words lead from everywhere; those of a service not from a question that holds. Asides leave it on the table."""
    held = held_by(HOLDING)
    asides = {word.leads for word in WORDS if word.aside}
    asides |= {start for start in STARTS if start.startswith("info.")} - ASKING.keys()
    always = asides | {word.leads for word in WORDS if word.control} | {"registration.start"}  # what holds leads there
    for start in sorted(STARTS):
        edge = {"trigger": word_trigger(start), "dest": start}
        if start in asides:
            yield {**edge, "source": sorted(OPEN), "before": step_aside_from_question}
            yield {**edge, "source": sorted(STATES.keys() - OPEN), "before": step_aside}
        elif start in always:
            yield {**edge, "source": "*", "before": forget_way}
        else:
            yield {**edge, "source": sorted(OPEN), "unless": held, "before": forget_way}
            yield {**edge, "source": sorted(STATES.keys() - OPEN), "before": forget_way}


def _state(name: str) -> dict[str, Any]:
    here, entering = STATES[name], []
    if name in STARTS:
        entering.append(begin_clean)
    if isinstance(here, Tell) and here.ends:
        entering.append(forget_way)
    return {"name": name, "on_enter": entering}


def _build() -> Machine:
    names = [name for dialog in DIALOGS for name in (state.name for state in dialog.STATES)]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"states defined twice: {sorted(twice)}")
    return Machine(
        model=None,
        states=[_state(name) for name in STATES],
        transitions=list(_edges()),
        initial="menu",
        auto_transitions=False,
        queued=False,
    )


MACHINE = _build()


def fire(turn: Turn, trigger: str) -> bool:
    """Let the machine go where a trigger leads; False where its conditions forbid it, and then nothing has changed.

    Raises `transitions.MachineError` where the trigger leads nowhere from here.
    """
    event = MACHINE.events.get(trigger)
    if event is None:
        raise MachineError(f"no edge is called {trigger!r}")
    return bool(event.trigger(turn, turn))


def back(turn: Turn, place: str) -> None:
    """Stand again at a question that was asked before: the only way but an edge of the machine."""
    MACHINE.set_state(place, turn)
    turn.dialog.tries = 0
