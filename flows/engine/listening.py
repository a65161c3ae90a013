"""What a turn begins with: dialling, silence, a way back, a control word, an answer; else whatever it may mean."""

from __future__ import annotations

from flows.engine.puzzled import puzzled
from flows.engine.steps import obey, take_answer, walk
from flows.keywords import words
from flows.keywords.hearing import Heard, hear, unlikely
from flows.machine import machine
from flows.machine.edges import DIALLED, MENU, NOTHING, SILENT
from flows.machine.guards import RESUME_AFTER
from flows.machine.register import HOLDING, OPEN, STATES
from flows.readers.readers import Choice, Free
from flows.readers.secrets import SixDigits, stated
from flows.saying.reply import Reply
from flows.turn.states import Ask
from flows.turn.turn import Turn
from flows.typed.folding import simplify

BACK = frozenset({"0", "atras", "regresar", "back"})
"""How the key `0 Atrás` may be typed, folded."""


def converse(turn: Turn, begins: bool) -> Reply:
    """The answer to what was typed, or to silence; `begins` tells that a USSD session was just dialled."""
    if begins:
        machine.fire(turn, DIALLED)
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
    free = isinstance(here.reads, Choice | Free) or (isinstance(here.reads, SixDigits) and here.reads.named(typed))
    if not free and words.exact(typed, turn.dialog.language) and not stated(typed):
        return False
    return take_answer(turn, here)
