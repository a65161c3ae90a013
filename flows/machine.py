"""The one state machine of the program, made of every dialog's states and of the words that reach them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from transitions import Machine

from flows.dialog import Dialog
from flows.dialogs.account import activation, details, entrance, freeze, nip, registration
from flows.dialogs.credit import certificate, credit, discounts, payment, statement
from flows.dialogs.savings import application, contributions, points, savings
from flows.dialogs.service import agent, alerts, guide, language, menu, optout, privacy, resume, topics, verify, which
from flows.states import Ask, Do, State
from flows.turn import Turn
from flows.words import ASKING, WORDS

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


_QUESTIONS = [name for name, state in STATES.items() if isinstance(state, Ask)]
STATES["resume.back"] = Do(
    name="resume.back",
    decide=_where_it_stopped,
    leads={place: place for place in (*_QUESTIONS, "activation.enough")},
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
    return dialog.state != "menu" and isinstance(STATES.get(dialog.state), Ask)


class Walker:
    """What walks the machine; its state is put in before each step and read after it."""

    state: str


def _build() -> Machine:
    names = [name for dialog in DIALOGS for name in (state.name for state in dialog.STATES)]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"states defined twice: {sorted(twice)}")
    edges = [
        {"trigger": outcome, "source": state.name, "dest": lead}
        for state in STATES.values()
        for outcome, lead in state.leads.items()
    ]
    edges += [{"trigger": word_trigger(start), "source": "*", "dest": start} for start in sorted(STARTS | {"which"})]
    return Machine(
        model=None, states=list(STATES), transitions=edges, initial="menu", auto_transitions=False, queued=False
    )


def word_trigger(start: str) -> str:
    """The machine's trigger for the word that leads to `start`."""
    return f"word {start}"


MACHINE = _build()
_local = threading.local()


def walker(state: str) -> Walker:
    """This thread's walker, standing at `state` (also how a dialog goes back to where it has been)."""
    try:
        resident: Walker = _local.walker
    except AttributeError:
        resident = _local.walker = Walker()
        MACHINE.add_model(resident)
    MACHINE.set_state(state, resident)
    return resident


def step(state: str, outcome: str) -> str:
    """The state an outcome leads to. Raises `transitions.MachineError` where it leads nowhere."""
    resident = walker(state)
    resident.trigger(outcome)  # type: ignore[attr-defined]  # put there by add_model
    return resident.state
