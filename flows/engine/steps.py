"""Steps of a turn: an answer is taken, a word is obeyed, and the dialog walks on until something is to be said."""

from __future__ import annotations

from flows.dialogs.account.access import locked
from flows.engine.replies import asked, refused, told
from flows.keywords import words
from flows.machine import machine
from flows.machine.edges import BEHIND_NIP, CLOSED, word_trigger
from flows.machine.register import STATES
from flows.machine.standing import may_answer_ahead
from flows.saying.reply import Reply
from flows.saying.text import T, Text
from flows.turn.answers import Refused
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Turn

MOST_STEPS = 64
"""Steps a turn may take; more would be a dialog that goes in circles."""
MOST_ANSWERS = 32
"""Steps after which the rest of a message is left unread: three times those of the longest registration in one go."""
FIRST = T("Primero tu cuenta.")


def walk(turn: Turn) -> Reply:
    """Go on until something has to be asked or said."""
    dialog = turn.dialog
    for steps in range(MOST_STEPS):
        if steps == MOST_ANSWERS:
            turn.answers.drop()
        here = STATES[dialog.state]
        if isinstance(here, Do):
            machine.fire(turn, here.decide(turn))
        elif isinstance(here, Tell):
            return told(turn, here)
        elif not turn.answers:
            return question(turn)
        elif isinstance(here, Ask) and not (may_answer_ahead(turn, here) and take_answer(turn, here)):
            return _refused_ahead(turn, here)
    raise RecursionError(f"the dialog goes in circles at {dialog.state}")


def take_answer(turn: Turn, here: Ask) -> bool:
    """Let the prompt take the next piece; False when it is refused, with the reason in the data.

    A question that followed the NIP is not answered any more where the account was closed since.
    """
    dialog = turn.dialog
    if dialog.state in BEHIND_NIP and turn.driver == "worker" and turn.who == "active" and locked(turn):
        turn.answers.drop()
        machine.fire(turn, CLOSED)
        return True
    result = here.reads.read(turn.answers.next(), turn)
    if isinstance(result, Refused):
        dialog.data["reason"] = result.reason
        return False
    turn.answers.take(result.rest, result.said)
    dialog.data.pop("reason", None)
    dialog.data.pop("unsure", None)
    place = dialog.state
    dialog.tries += 1  # a `decide` that gets nearer sets it back
    outcome = here.decide(turn, result.value) if here.decide else result.value
    machine.fire(turn, outcome)
    if dialog.state != place:
        dialog.tries = 0
        if not here.final and place not in dialog.history[-1:]:
            dialog.history.append(place)
    return True


def obey(turn: Turn, word: words.Word, rest: str) -> Reply:
    """Go where a word leads; an aside is answered and the question stays on the table."""
    dialog = turn.dialog
    place, data, history, tries = turn.state, dict(dialog.data), list(dialog.history), dialog.tries
    if not machine.fire(turn, word_trigger(word.leads)):
        turn.answers.drop()
        return question(turn, FIRST)
    turn.answers.take(rest, word.spanish[0].upper())
    reply = walk(turn)
    if word.aside and not isinstance(STATES[turn.state], Ask):
        machine.back(turn, place)
        dialog.data, dialog.history, dialog.tries = data, history, tries
    return reply


def question(turn: Turn, excuse: Text | None = None) -> Reply:
    """The question on the table, after an excuse."""
    here = STATES[turn.state]
    assert isinstance(here, Ask)
    return asked(turn, here, turn.say(excuse) if excuse else "")


def _refused_ahead(turn: Turn, here: Ask) -> Reply:
    """An answer given ahead does not fit: show the question, with the reason where there is one."""
    reason = turn.dialog.data.pop("reason", None)
    turn.answers.drop()
    if reason is not None and not here.secret:
        return refused(turn, reason)
    return question(turn)
