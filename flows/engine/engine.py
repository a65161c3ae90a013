"""One turn of a conversation: what was typed goes in; the reply, the new dialog and the effects come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flows.dialogs.service import which
from flows.engine.replies import asked, refused, told
from flows.keywords import words
from flows.keywords.hearing import Heard, about_the_question, hear, keep_unheard
from flows.machine.guards import RESUME_AFTER
from flows.machine.machine import (
    DIALLED,
    HOLDING,
    MENU,
    MISSED,
    NOTHING,
    OPEN,
    SILENT,
    STATES,
    UNREAD,
    back,
    fire,
    word_trigger,
)
from flows.machine.standing import keeps_secret, may_answer_ahead
from flows.readers.readers import Choice, Free
from flows.readers.secrets import SixDigits
from flows.records.effects import misses
from flows.records.facts import Chance, Facts
from flows.saying.house import House
from flows.saying.reply import Reply
from flows.saying.text import ONE, T, Text
from flows.saying.voice import Catalogue, Voice
from flows.turn.answers import Answers, Refused
from flows.turn.dialog import Dialog
from flows.turn.states import Ask, Do, Tell
from flows.turn.turn import Gone, OneTry, Turn
from flows.turn.turned import Broken, Turned
from flows.typed import doubts
from flows.typed.folding import fold

BACK = frozenset({"0", "atras", "regresar", "back"})
"""How the key `0 Atrás` may be typed, folded."""
AT_REST = frozenset({"menu", "which"})
"""Questions that no answer is missing to: whatever is typed may be about anything."""
NIP_ASKED = frozenset({"entrance.nip", "nip.current"})
"""Where `no me acuerdo` is about the NIP."""
MOST_STEPS = 64
"""Steps a turn may take; more would be a dialog that goes in circles."""
MOST_ANSWERS = 32
"""Steps after which the rest of a message is left unread: three times those of the longest registration in one go."""

NOT_UNDERSTOOD = T("No te entendí.", ONE)
NUMBER = T("Elige un número.", ONE)
FIRST = T("Primero tu cuenta.", ONE)
CHANGED = T("Hubo un cambio.", ONE)


class Engine:
    """The dialogs of one house in every language it has a catalogue for."""

    def __init__(self, house: House, catalogues: Mapping[str, Catalogue]) -> None:
        self.house = house
        self._voices = {"es": Voice("es", {}, house)}
        self._voices |= {language: Voice(language, texts, house) for language, texts in catalogues.items()}

    def turn(
        self,
        dialog: Dialog | None,
        answers: tuple[str, ...],
        facts: Facts,
        now: datetime,
        chance: Chance,
        begins: bool = False,
    ) -> Turned:
        """Take one turn.

        `answers` are the pieces typed, raw; `begins` tells that a USSD session was just dialled. The dialog
        given is changed in place and returned. Nothing outside is written: see `flows.records.effects`.
        """
        moment = int(now.timestamp())
        if dialog is None:
            dialog = Dialog(session=chance.digits(20), heard_at=moment)
        elif dialog.state not in STATES:  # of another version of the dialogs
            proved = dialog.proved_until
            dialog = Dialog(dialog.session, turn=dialog.turn, language=dialog.language, proved_until=proved)
            dialog.heard_at = moment
        turn = Turn(dialog, Answers(answers), facts, now, chance, self.house, self._voices["es"])
        if dialog.turn == 0:
            dialog.language = turn.line.language or "es"
        turn.voice = self._voice(dialog)
        turn.silence = moment - dialog.heard_at
        dialog.turn += 1
        dialog.heard_at = moment
        try:
            reply = self._converse(turn, begins)
        except Gone:
            reply = self._begun_anew(turn)
        except OneTry:
            reply = self._left_unread(turn)
        except Exception as error:
            if missed := misses(turn.effects):
                raise Broken(missed) from error
            raise
        turn.answers.drop()
        return Turned(dialog, reply, tuple(turn.effects), " ".join(turn.answers.said), turn.heard)

    def _begun_anew(self, turn: Turn) -> Reply:
        """What the dialog stood on has gone: nothing of this turn is done, but for a miss, and the menu is shown."""
        turn.effects[:] = misses(turn.effects)
        turn.answers.drop()
        fire(turn, MENU)
        return self._question(turn, CHANGED)

    def _left_unread(self, turn: Turn) -> Reply:
        """A second secret in one message is not tried: its question is asked."""
        turn.answers.drop()
        if not isinstance(STATES[turn.state], Ask):
            fire(turn, MENU)
        return self._question(turn)

    def _voice(self, dialog: Dialog) -> Voice:
        return self._voices.get(dialog.language) or self._voices["es"]

    def _converse(self, turn: Turn, begins: bool) -> Reply:
        if begins:
            fire(turn, DIALLED)
        elif turn.silence > RESUME_AFTER and turn.state in OPEN and turn.state != "resume":
            if turn.answers and (heard := self._meant_anew(turn)) and heard.word:
                return self._obey(turn, heard.word, heard.rest)
            fire(turn, SILENT)
        if not turn.answers:
            fire(turn, NOTHING)
            return self._walk(turn)
        if reply := self._controlled(turn):
            return reply
        if not self._understood(turn):
            return self._puzzled(turn)
        return self._walk(turn)

    def _meant_anew(self, turn: Turn) -> Heard | None:
        """What somebody comes back with; nothing else that is typed first is an answer to an old question.

        A greeting is no wish to leave a question that holds.
        """
        heard = hear(turn.answers.next(), turn.dialog.language)
        word = heard.word
        away = word and (word.leads == "menu" or not (word.control or word.aside))
        return None if away and turn.state in HOLDING else heard

    def _controlled(self, turn: Turn) -> Reply | None:
        """Back, menu and the control words, which work wherever the worker stands."""
        dialog, typed = turn.dialog, turn.answers.line
        backwards = fold(typed) in BACK
        if backwards or typed == "00":
            turn.answers.take("", "0" if backwards else typed)
            if backwards and dialog.history:
                back(turn, dialog.history.pop())
            else:
                fire(turn, MENU)
            return self._walk(turn)
        word = words.control(typed, dialog.language)
        return self._obey(turn, word, "") if word else None

    def _obey(self, turn: Turn, word: words.Word, rest: str) -> Reply:
        """Go where a word leads; an aside is answered and the question stays on the table."""
        dialog = turn.dialog
        place, data, history, tries = turn.state, dict(dialog.data), list(dialog.history), dialog.tries
        if not fire(turn, word_trigger(word.leads)):
            turn.answers.drop()
            return self._question(turn, FIRST)
        turn.answers.take(rest, word.spanish[0].upper())
        reply = self._walk(turn)
        if word.aside and not isinstance(STATES[turn.state], Ask):
            back(turn, place)
            dialog.data, dialog.history, dialog.tries = data, history, tries
        return reply

    def _understood(self, turn: Turn) -> bool:
        """Whether the first piece is an answer to the question on the table; if so the dialog has moved on."""
        here = STATES[turn.state]
        if not isinstance(here, Ask):
            return False
        typed = turn.answers.next()
        free = isinstance(here.reads, Choice | Free) or (isinstance(here.reads, SixDigits) and here.reads.named(typed))
        if not free and words.exact(typed, turn.dialog.language):
            return False
        return self._answer(turn, here)

    def _puzzled(self, turn: Turn) -> Reply:
        """What was typed is no answer here: a word, a slip, what somebody means, or a doubt about the question."""
        dialog, typed = turn.dialog, turn.answers.next()
        here = STATES[dialog.state]
        heard = hear(typed, dialog.language)
        if heard.meant != "word":
            turn.heard = heard.meant, heard.likely
        if not isinstance(here, Ask) or dialog.state in AT_REST:
            return self._obey(turn, heard.word, heard.rest) if heard.word else self._at_rest(turn, heard)
        forgot = heard.word and heard.word.leads == "nip.forgot" and dialog.state in NIP_ASKED
        if not forgot and about_the_question(heard, typed, here):
            return self._refused(turn, here)
        if heard.word is None:
            return self._which(turn, heard) if fire(turn, UNREAD) else self._refused(turn, here)
        return self._obey(turn, heard.word, heard.rest)

    def _at_rest(self, turn: Turn, heard: Heard) -> Reply:
        """Nothing was asked: a code that is awaited, or what may have been meant, or the menu with a word of excuse."""
        again = bool(turn.data.get("unsure")) and heard.meant != "near"
        fire(turn, UNREAD)
        if turn.state == "activation.start":
            return self._walk(turn)
        if heard.meant != "near":
            keep_unheard(turn)
        if turn.state == "which":
            return self._which(turn, heard, again)
        turn.answers.drop()
        turn.data["unsure"] = True
        return self._question(turn, NOT_UNDERSTOOD)

    def _which(self, turn: Turn, heard: Heard, again: bool = False) -> Reply:
        """Ask which of the likely services was meant; a question that was open can be gone on with."""
        which.offer(turn, heard.likely, again, heard.meant == "unsure")
        turn.answers.drop()
        return self._question(turn)

    def _answer(self, turn: Turn, here: Ask) -> bool:
        """Let the prompt take the next piece; False when it is refused, with the reason in the data."""
        dialog = turn.dialog
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
        fire(turn, outcome)
        if dialog.state != place:
            dialog.tries = 0
            if not here.final and place not in dialog.history[-1:]:
                dialog.history.append(place)
        return True

    def _refused(self, turn: Turn, here: Ask) -> Reply:
        """Say why, and count: after a few the way to an agent is shown instead."""
        dialog = turn.dialog
        reason = dialog.data.pop("reason", None)
        dialog.tries += 1
        puzzled = doubts.heard(turn.answers.next())
        again = reason is None and not puzzled and bool(dialog.data.get("unsure"))
        dialog.data["unsure"] = reason is None and not puzzled
        if dialog.data["unsure"] and not keeps_secret(dialog):
            keep_unheard(turn)
        turn.answers.drop()
        if again:
            dialog.tries = max(dialog.tries, here.tries)
        if fire(turn, MISSED):
            return self._walk(turn)
        if puzzled:
            if here.explains:
                return asked(turn, here, says=here.explains)
            return self._question(turn, NUMBER if isinstance(here.reads, Choice) else NOT_UNDERSTOOD)
        if reason is not None:
            return refused(turn, reason)
        return self._question(turn, NOT_UNDERSTOOD)

    def _walk(self, turn: Turn) -> Reply:
        """Go on until something has to be asked or said."""
        dialog = turn.dialog
        for steps in range(MOST_STEPS):
            if steps == MOST_ANSWERS:
                turn.answers.drop()
            turn.voice = self._voice(dialog)
            here = STATES[dialog.state]
            if isinstance(here, Do):
                fire(turn, here.decide(turn))
            elif isinstance(here, Tell):
                return told(turn, here)
            elif not turn.answers:
                return self._question(turn)
            elif isinstance(here, Ask) and not (may_answer_ahead(turn, here) and self._answer(turn, here)):
                return self._refused_ahead(turn, here)
        raise RecursionError(f"the dialog goes in circles at {dialog.state}")

    def _refused_ahead(self, turn: Turn, here: Ask) -> Reply:
        """An answer given ahead does not fit: show the question, with the reason where there is one."""
        reason = turn.dialog.data.pop("reason", None)
        turn.answers.drop()
        if reason is not None and not here.secret:
            return refused(turn, reason)
        return self._question(turn)

    def _question(self, turn: Turn, excuse: Text | None = None) -> Reply:
        """The question on the table, after an excuse."""
        here = STATES[turn.state]
        assert isinstance(here, Ask)
        return asked(turn, here, turn.say(excuse) if excuse else "")
