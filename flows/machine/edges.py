"""Every edge of the machine: what leads from where to where, under which conditions, and with which actions.

A trigger is the outcome of a state, or one of those here: a word, a dialled code, silence, nothing typed or understood.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.keywords.words import GOALS, WORDS
from flows.machine.guards import (
    awaits_code,
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
from flows.machine.register import ASKED, AWAITED, DROPPED, HOLDING, OPEN, STARTS, STATES
from flows.turn.states import Tell

MENU = "(to the menu)"
DIALLED = "(dialled again)"
SILENT = "(after silence)"
NOTHING = "(nothing typed)"
UNREAD = "(not understood)"
MISSED = "(missed again)"
AWAY = "(source away)"
CLOSED = "(account closed)"
"""Triggers beside the outcomes of states; they stand in brackets, so that no two are the same."""

_GATED = {*GOALS, "correction", "papers"} - {"details", "optin"}
BEHIND_NIP = frozenset(name for name in ASKED if name.partition(".")[0] in _GATED)
"""Questions that follow the NIP. DATOS and ALTA see for themselves whether the account is still open."""


def word_trigger(start: str) -> str:
    """The machine's trigger for the word that leads to `start`."""
    return f"(word {start})"


def edges() -> Iterator[dict[str, Any]]:
    """Every edge. Of several with the same trigger and source the first whose conditions hold is taken."""
    for state in STATES.values():
        for outcome, lead in state.leads.items():
            yield {"trigger": outcome, "source": state.name, "dest": lead}
    yield {"trigger": MENU, "source": "*", "dest": "menu", "before": forget_way}
    yield {"trigger": AWAY, "source": sorted(STATES.keys() - OPEN), "dest": "away", "before": forget_way}
    yield {"trigger": AWAY, "source": sorted(OPEN), "dest": None}
    yield {"trigger": CLOSED, "source": sorted(BEHIND_NIP), "dest": "entrance.locked", "before": forget_way}
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
    for tries in sorted({state.tries for state in ASKED.values()}):
        yield {
            "trigger": MISSED,
            "source": [name for name in sorted(OPEN) if ASKED[name].tries == tries],
            "dest": "agent.offer",
            "conditions": often_enough(tries),
            "before": [note_question, begin_tries],
        }


def _words() -> Iterator[dict[str, Any]]:
    """Words lead from everywhere; those of a service not from a question that holds. Asides leave it on the table."""
    held = held_by(HOLDING)
    asides = {word.leads for word in WORDS if word.aside}
    asides |= {start for start in STARTS if start.startswith("info.")}
    always = (
        asides | {word.leads for word in WORDS if word.control} | {"registration.start", DROPPED}
    )  # what holds leads there
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
