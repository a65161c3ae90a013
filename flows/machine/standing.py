"""What may be typed where a dialog stands."""

from __future__ import annotations

from flows.machine.guards import waiting_question
from flows.machine.register import OPEN, STATES
from flows.turn.dialog import Dialog
from flows.turn.states import Ask
from flows.turn.turn import Turn


def asks(dialog: Dialog) -> bool:
    """Whether a question is on the table; the menu is none."""
    return dialog.state in OPEN


def open_question(dialog: Dialog) -> Ask | None:
    """The question on the table, or the one that waits behind it to be gone on with."""
    here = STATES[waiting_question(dialog)]
    return here if isinstance(here, Ask) else None


def keeps_secret(dialog: Dialog) -> bool:
    """Whether what is typed now may be a secret, or an answer of a registration that came too early."""
    here = open_question(dialog)
    return here is not None and (here.secret or here.holds)


def may_answer_ahead(turn: Turn, here: Ask) -> bool:
    """Whether the piece at hand may answer a question nobody has seen: on the same line, or by a form of its own."""
    named = getattr(here.reads, "named", None)
    return not turn.answers.later or (named is not None and named(turn.answers.line))
