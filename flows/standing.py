"""Where a dialog stands, and what is kept or forgotten when it stands elsewhere."""

from __future__ import annotations

from flows.dialog import Dialog
from flows.machine import STARTS, STATES
from flows.states import Ask
from flows.turn import Turn


def open_question(dialog: Dialog) -> Ask | None:
    """The question on the table, or the one that waits behind it to be gone on with."""
    aside = dialog.state.startswith(("resume", "agent.", "which"))
    here = STATES[dialog.data.get("resume", dialog.state) if aside else dialog.state]
    return here if isinstance(here, Ask) else None


def holds(dialog: Dialog) -> bool:
    """Whether the open question is not left for a service."""
    here = open_question(dialog)
    return here is not None and here.holds


def keeps_secret(dialog: Dialog) -> bool:
    """Whether what is typed now may be a secret, or an answer of a registration that came too early."""
    here = open_question(dialog)
    return here is not None and (here.secret or here.holds)


def enter(dialog: Dialog, state: str) -> None:
    """Stand at a state; one that begins a dialog begins it clean."""
    if state in STARTS:
        dialog.data.clear()
        dialog.tries = 0
    dialog.state = state


def go_back(dialog: Dialog, state: str) -> None:
    """Stand at a question again that was answered."""
    dialog.state = state
    dialog.tries = 0


def stand(dialog: Dialog, state: str) -> None:
    """Stand at a state with nothing begun."""
    dialog.state = state
    dialog.data.clear()
    dialog.history.clear()
    dialog.tries = 0


def may_answer_ahead(turn: Turn, here: Ask) -> bool:
    """Whether the piece at hand may answer a question nobody has seen: on the same line, or by a form of its own."""
    named = getattr(here.reads, "named", None)
    return not turn.answers.later or (named is not None and named(turn.answers.line))
