"""When the machine may go from one state to another, and what it does on the way: conditions and actions of its edges.

Each takes the turn. Nobody calls them but the machine, which names them in the diagrams.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.dialogs.account.codes import AGAIN
from flows.turn.dialog import Dialog
from flows.turn.turn import Turn
from flows.typed.folding import simplify

REDIAL_WITHIN = 10 * 60
"""Seconds within which a dropped USSD session can be taken up again by dialling."""
RESUME_AFTER = 30 * 60
"""Seconds of silence after which an open question is offered again instead of taking any answer for it."""

Guard = Callable[[Turn], bool]


def dropped_just_now(turn: Turn) -> bool:
    """Whether the session that is dialled again ended less than ten minutes ago."""
    return turn.silence <= REDIAL_WITHIN


def nothing_typed(turn: Turn) -> bool:
    """Whether nothing is left to read."""
    return not turn.answers


def long_silent(turn: Turn) -> bool:
    """Whether the question has waited for more than half an hour."""
    return turn.silence > RESUME_AFTER


def awaits_code(turn: Turn) -> bool:
    """Whether digits, or OTRO, can only be about the code of an account that waits for it."""
    account, typed = turn.line.account, turn.answers.next().strip()
    return account is not None and account.status == "pending" and (typed.isdigit() or simplify(typed) in AGAIN)


def near_some(turn: Turn) -> bool:
    """Whether what was typed is near what some services are asked for with."""
    return turn.heard is not None and turn.heard[0] == "near"


def may_name_some(turn: Turn) -> bool:
    """Whether it is near some, or some are likely, or it is the second time in a row that nothing was understood."""
    return near_some(turn) or bool(turn.heard and turn.heard[1]) or bool(turn.data.get("unsure"))


def often_enough(tries: int) -> Guard:
    """Whether a question was missed as often as it may be."""

    def too_many_tries(turn: Turn) -> bool:
        return turn.dialog.tries >= tries

    return too_many_tries


def held_by(holding: frozenset[str]) -> Guard:
    """Whether the question on the table, or the one to go on with, is one of those not left for a service.

    What we offered ourselves holds nothing once it has waited for half an hour.
    """

    def held(turn: Turn) -> bool:
        stale = turn.state != "resume" and long_silent(turn)
        return (turn.state if stale else waiting_question(turn.dialog)) in holding

    return held


def standing_at(holding: frozenset[str]) -> Guard:
    """Whether the question on the table itself is one of those not left for a service."""

    def holds(turn: Turn) -> bool:
        return turn.state in holding

    return holds


def waiting_question(dialog: Dialog) -> str:
    """The question on the table; while we ask whether to go on, or of a person or services, the one behind it."""
    if dialog.state.startswith(("resume", "agent.", "which")):
        return str(dialog.data.get("resume", dialog.state))
    return dialog.state


def begin_clean(turn: Turn) -> None:
    """Entering where a dialog begins: nothing is left of the one before. An aside begins nothing."""
    if turn.aside:
        turn.aside = False
        return
    turn.dialog.data.clear()
    turn.dialog.tries = 0


def forget_way(turn: Turn) -> None:
    """There is no way back from where this leads."""
    turn.dialog.history.clear()


def keep_question(turn: Turn) -> None:
    """Note which question is to be gone on with."""
    turn.data["resume"] = turn.state


def note_question(turn: Turn) -> None:
    """The same, unless one is noted already."""
    turn.data.setdefault("resume", turn.state)


def begin_tries(turn: Turn) -> None:
    """A question has all its tries again."""
    turn.dialog.tries = 0


def forget_answers(turn: Turn) -> None:
    """Nothing is left of what was given."""
    turn.data.clear()


def leave_unread(turn: Turn) -> None:
    """What was typed is no answer to what is asked now."""
    turn.answers.drop()


def step_aside(turn: Turn) -> None:
    """Answer, and leave the question on the table."""
    turn.aside = True


def step_aside_from_question(turn: Turn) -> None:
    """The same, and note the question, should the aside ask one of its own."""
    note_question(turn)
    turn.aside = True
