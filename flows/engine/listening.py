"""What a turn begins with: dialling, silence, a way back, a control word, an answer; else whatever it may mean."""

from __future__ import annotations

from datetime import timedelta

from flows.dialogs.account.identity import IdentityReader
from flows.engine.puzzled import puzzled
from flows.engine.steps import obey, take_answer, walk
from flows.keywords import words
from flows.keywords.answering import answered
from flows.keywords.hearing import Heard, hear, unlikely
from flows.machine import machine
from flows.machine.edges import DIALLED, MENU, NOTHING, SILENT, word_trigger
from flows.machine.guards import RESUME_AFTER
from flows.machine.register import HOLDING, OPEN, STATES
from flows.readers.readers import Choice, Free
from flows.readers.secrets import SixDigits, stated
from flows.saying.reply import Reply
from flows.turn.states import Ask
from flows.turn.turn import Turn
from flows.typed.folding import simplify

ANSWERED_WITHIN = timedelta(days=3)
"""After a notice that asks, in which a bare number answers it."""

AT_ONCE = 60
"""Seconds in which somebody answers what the dialog said, and not a notice that came meanwhile."""

BACK = frozenset({"0", "atras", "regresar", "back"})
"""How the key `0 Atrás` may be typed, folded."""


def converse(turn: Turn, begins: bool) -> Reply:
    """The answer to what was typed, or to silence; `begins` tells that a USSD session was just dialled."""
    if not begins and turn.answers and (reply := _was_it_them(turn)):
        return reply
    if begins:
        asked = not turn.answers and _asked_last(turn)
        machine.fire(turn, word_trigger("denied.ask") if asked else DIALLED)
    elif turn.silence > RESUME_AFTER and turn.state in OPEN and turn.state != "resume":
        if turn.answers and (heard := _meant_anew(turn)) and heard.word:
            return obey(turn, heard.word, heard.rest)
        machine.fire(turn, SILENT)
    if not turn.answers:
        machine.fire(turn, NOTHING)
        return walk(turn)
    if reply := _controlled(turn):
        return reply
    if not _understood(turn):
        return puzzled(turn)
    return walk(turn)


def _was_it_them(turn: Turn) -> Reply | None:
    """The answer to a notice: as such by its words or folio; a bare `2` where the notice is what was said last."""
    found = answered(turn.answers.line)
    if found is None or not (found.plain or _asked_last(turn)):
        return None
    return obey(turn, found.word, found.folio)


def _asked_last(turn: Turn) -> bool:
    """Whether a notice that asks has come since the line was heard, and no question of the dialog waits."""
    begun = turn.dialog.turn == 1
    if turn.driver != "worker" or (turn.state in OPEN and turn.silence <= RESUME_AFTER):
        return False
    if turn.silence < AT_ONCE and not begun:
        return False
    asked = turn.facts.asked(None)
    since = turn.now - (ANSWERED_WITHIN if begun else min(ANSWERED_WITHIN, timedelta(seconds=turn.silence)))
    return asked is not None and asked.last and asked.sent_at > since


def _meant_anew(turn: Turn) -> Heard | None:
    """What somebody comes back with; nothing else that is typed first is an answer to an old question.

    A greeting is no wish to leave a question that holds.
    """
    heard = hear(turn.answers.next(), turn.dialog.language, unlikely(turn))
    word = heard.word
    away = word and (word.leads == "menu" or not (word.control or word.aside))
    return None if away and turn.state in HOLDING else heard


def _controlled(turn: Turn) -> Reply | None:
    """Back, menu and the control words, which work wherever the worker stands."""
    dialog, typed = turn.dialog, turn.answers.line
    backwards = simplify(typed) in BACK
    if backwards or typed == "00":
        turn.answers.take("", "0" if backwards else typed)
        if backwards and dialog.history:
            machine.back(turn, dialog.history.pop())
        else:
            machine.fire(turn, MENU)
        return walk(turn)
    word = words.control(typed, dialog.language)
    return obey(turn, word, "") if word else None


def _understood(turn: Turn) -> bool:
    """Whether the first piece is an answer to the question on the table; if so the dialog has moved on."""
    here = STATES[turn.state]
    if not isinstance(here, Ask):
        return False
    typed = turn.answers.next()
    free = isinstance(here.reads, Choice | Free) or (
        isinstance(here.reads, SixDigits | IdentityReader) and here.reads.named(typed)
    )
    if not free and words.exact(typed, turn.dialog.language) and not stated(typed):
        return False
    return take_answer(turn, here)
