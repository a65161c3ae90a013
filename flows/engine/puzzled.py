"""What was typed is no answer here: a word, a slip, what somebody means, a doubt about the question, or nothing."""

from __future__ import annotations

import re

from flows.dialogs.service import which
from flows.engine.replies import asked, refused
from flows.engine.steps import obey, question, walk
from flows.keywords.hearing import Heard, about_the_question, asks_for_service, hear, keep_unheard, leading_to, unlikely
from flows.keywords.words import Word
from flows.machine import machine
from flows.machine.edges import MISSED, UNREAD
from flows.machine.register import DROPPED, OPEN, STATES
from flows.machine.standing import keeps_secret
from flows.readers.readers import Choice, Free
from flows.readers.secrets import NIP, stated
from flows.saying.reply import Reply
from flows.saying.text import T
from flows.turn.states import Ask
from flows.turn.turn import Turn
from flows.typed import doubts, dropping
from identifiers.scan import scan_identity

NIP_ASKED = frozenset({"entrance.nip", "nip.current"})
"""Where `no me acuerdo` is about the NIP."""
OF_ONESELF = frozenset({"details.start", "info.change_data", "registration.start"})
"""What somebody without an account is heard to ask for who only gives their identifiers."""
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
NOT_UNDERSTOOD = T("No te entendí.")
NIP_KNOWN = T("Ya entraste, no hace falta tu NIP.")
NUMBER = T("Elige un número.")


def puzzled(turn: Turn) -> Reply:
    """What was typed is no answer here: a word, a slip, what somebody means, or a doubt about the question."""
    dialog, typed = turn.dialog, turn.answers.next()
    here = STATES[dialog.state]
    if isinstance(here, Ask) and not here.rests and dropping.heard(typed):
        return obey(turn, Word(DROPPED, ("cancelar",)), "")
    heard = hear(typed, dialog.language, unlikely(turn))
    if _introduces_oneself(turn, heard):
        return obey(turn, leading_to("registration.start"), typed)
    if heard.meant != "word":
        turn.heard = heard.meant, heard.likely
    if not isinstance(here, Ask) or here.rests or dialog.state == "which":
        return obey(turn, heard.word, heard.rest) if heard.word else _at_rest(turn, heard)
    own_words = isinstance(here.reads, Free) and dialog.data.get("reason") is not None
    if own_words and not asks_for_service(typed, dialog.language):
        return _missed(turn, here)  # an answer, and one that will not do: why is said
    forgot = heard.word and heard.word.leads == "nip.forgot" and dialog.state in NIP_ASKED
    if not forgot and about_the_question(heard, typed, here):
        return _missed(turn, here)
    if stated(typed):
        return _missed(turn, here)
    if heard.word is None:
        return _ask_which(turn, heard) if machine.fire(turn, UNREAD) else _missed(turn, here)
    return obey(turn, heard.word, heard.rest)


def _nip_again(turn: Turn) -> bool:
    """Whether only six digits came where the NIP is proved: sent though nobody asked. Right or not is not said."""
    typed = turn.answers.next()
    return turn.proved and not _LETTER.search(typed) and NIP.named(typed)


def _introduces_oneself(turn: Turn, heard: Heard) -> bool:
    """Whether somebody without an account gives their identifiers where nothing is asked: `mis datos son ...`."""
    typed, about = turn.answers.next(), heard.word is None or heard.word.leads in OF_ONESELF
    if not about or turn.state in OPEN or turn.line.account is not None or not _DIGIT.search(typed):
        return False
    found = scan_identity(typed, today=turn.today)
    return bool(found.nss or found.curp or found.rfc)


def _at_rest(turn: Turn, heard: Heard) -> Reply:
    """Nothing was asked: a code that is awaited, or what may have been meant, or the menu with a word of excuse."""
    known = _nip_again(turn)
    if known:
        turn.data.pop("unsure", None)
    again = bool(turn.data.get("unsure")) and heard.meant != "near"
    machine.fire(turn, UNREAD)
    if turn.state == "activation.start":
        return walk(turn)
    if heard.meant != "near":
        keep_unheard(turn)
    if turn.state == "which":
        return _ask_which(turn, heard, again)
    turn.answers.drop()
    turn.data["unsure"] = not known
    return question(turn, NIP_KNOWN if known else NOT_UNDERSTOOD)


def _ask_which(turn: Turn, heard: Heard, again: bool = False) -> Reply:
    """Ask which of the likely services was meant; a question that was open can be gone on with."""
    which.offer(turn, heard.likely, again, heard.meant == "unsure")
    turn.answers.drop()
    return question(turn)


def _missed(turn: Turn, here: Ask) -> Reply:
    """Say why, and count: after a few the way to an agent is shown instead."""
    dialog = turn.dialog
    reason = dialog.data.pop("reason", None)
    if reason is None and not here.secret and _nip_again(turn):
        turn.answers.drop()
        return question(turn, NIP_KNOWN)
    dialog.tries += 1
    puzzled = doubts.heard(turn.answers.next())
    again = reason is None and not puzzled and bool(dialog.data.get("unsure"))
    dialog.data["unsure"] = reason is None and not puzzled
    if dialog.data["unsure"] and not keeps_secret(dialog):
        keep_unheard(turn)
    turn.answers.drop()
    if again:
        dialog.tries = max(dialog.tries, here.tries)
    if machine.fire(turn, MISSED):
        return walk(turn)
    if puzzled:
        if here.explains:
            return asked(turn, here, says=here.explains)
        return question(turn, NUMBER if isinstance(here.reads, Choice) else NOT_UNDERSTOOD)
    if reason is not None:
        return refused(turn, reason)
    return question(turn, NOT_UNDERSTOOD)
