"""The one state machine of the program: every dialog's states, and everything that may lead from one to another.

What a worker does is a trigger: an answer (its outcome), a word, a dialled code, silence. The machine's conditions say
where it leads, its actions what that begins or forgets. Nothing else changes a dialog's state, but going `back`.
"""

from __future__ import annotations

import logging
from typing import Any, ClassVar

from transitions import Machine, MachineError, Transition

from flows.machine.edges import edges
from flows.machine.guards import begin_clean, forget_way
from flows.machine.register import STARTS, STATES
from flows.turn.states import Tell
from flows.turn.turn import Turn

logging.getLogger("transitions").setLevel(logging.WARNING)


class _Edge(Transition):
    """An edge that shares its conditions and actions with its likes: there are twenty thousand, with few of them."""

    _shared: ClassVar[dict[tuple[object, ...], list[Any]]] = {}

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.prepare, self.before, self.after = (
            self._shared.setdefault(tuple(actions), actions) for actions in (self.prepare, self.before, self.after)
        )
        conditions = tuple((condition.func, condition.target) for condition in self.conditions)
        self.conditions = self._shared.setdefault(conditions, self.conditions)


class _Machine(Machine):
    transition_cls = _Edge


def _state(name: str) -> dict[str, Any]:
    here, entering = STATES[name], []
    if name in STARTS:
        entering.append(begin_clean)
    if isinstance(here, Tell) and here.ends:
        entering.append(forget_way)
    return {"name": name, "on_enter": entering}


def _build() -> Machine:
    return _Machine(
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
