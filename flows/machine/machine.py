"""The one state machine of the program: every dialog's states, and everything that may lead from one to another.

What a worker does is a trigger: an answer (its outcome), a word, a dialled code, silence. The machine's conditions say
where it leads, its actions what that begins or forgets. Nothing else changes a dialog's state, but going `back`.
"""

from __future__ import annotations

import logging
from typing import Any

from transitions import Machine, MachineError

from flows.machine.edges import edges
from flows.machine.guards import begin_clean, forget_way
from flows.machine.register import STARTS, STATES
from flows.turn.states import Tell
from flows.turn.turn import Turn

logging.getLogger("transitions").setLevel(logging.WARNING)


def _state(name: str) -> dict[str, Any]:
    here, entering = STATES[name], []
    if name in STARTS:
        entering.append(begin_clean)
    if isinstance(here, Tell) and here.ends:
        entering.append(forget_way)
    return {"name": name, "on_enter": entering}


def _build() -> Machine:
    return Machine(
        model=None,
        states=[_state(name) for name in STATES],
        transitions=list(edges()),
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
