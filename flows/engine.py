"""One turn of a conversation: what was typed goes in; the reply, the new dialog and the effects come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows import doubts, words
from flows.answers import Answers, Refused
from flows.dialog import Dialog
from flows.dialogs.service import which
from flows.effects import Effect, Miss, misses
from flows.facts import Chance, Facts
from flows.folding import fold
from flows.hearing import Heard, hear, keep_unheard
from flows.house import House
from flows.machine import AWAITED, STATES, step, word_trigger
from flows.readers import Choice, Free
from flows.reply import Reply
from flows.saying import asked, refused, told
from flows.secrets import SixDigits
from flows.standing import enter, go_back, holds, keeps_secret, may_answer_ahead, stand
from flows.states import Ask, Do, Tell
from flows.text import ONE, T, Text
from flows.turn import Gone, Meant, OneTry, Turn
from flows.voice import Catalogue, Voice

RESUME_AFTER = 30 * 60
"""Seconds of silence after which an open question is offered again instead of taking any answer for it."""
REDIAL_WITHIN = 10 * 60
"""Seconds within which a dropped USSD session can be taken up again by dialling."""
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


@dataclass(frozen=True, slots=True)
class Turned:
    """What a turn came to. `said` is what the journal may keep of what was typed."""

    dialog: Dialog
    reply: Reply
    effects: tuple[Effect, ...]
    said: str
    heard: Meant = None


class Broken(Exception):
    """A turn that broke off after a wrong try at a secret, which is to be counted all the same."""

    def __init__(self, missed: tuple[Miss, ...]) -> None:
        super().__init__()
        self.missed = missed


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
        given is changed in place and returned. Nothing outside is written: see `flows.effects`.
        """
        moment = int(now.timestamp())
        if dialog is None:
            dialog = Dialog(session=chance.digits(20), heard_at=moment)
            dialog.state = "menu"
        turn = Turn(dialog, Answers(answers), facts, now, chance, self.house, self._voices["es"])
        if dialog.turn == 0:
            dialog.language = turn.line.language or "es"
        turn.voice = self._voice(dialog)
        silence = moment - dialog.heard_at
        dialog.turn += 1
        dialog.heard_at = moment
        try:
            reply = self._converse(turn, silence, begins)
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
        stand(turn.dialog, "menu")
        return self._question(turn, CHANGED)

    def _left_unread(self, turn: Turn) -> Reply:
        """A second secret in one message is not tried: its question is asked."""
        turn.answers.drop()
        if not isinstance(STATES[turn.dialog.state], Ask):
            stand(turn.dialog, "menu")
        return self._question(turn)

    def _voice(self, dialog: Dialog) -> Voice:
        return self._voices.get(dialog.language) or self._voices["es"]

    def _converse(self, turn: Turn, silence: int, begins: bool) -> Reply:
        dialog = turn.dialog
        here = STATES.get(dialog.state)
        waiting = isinstance(here, Ask) and dialog.state != "menu"
        if here is None or (begins and (not waiting or silence > REDIAL_WITHIN)):
            stand(dialog, "menu")
        elif (
            isinstance(here, Ask)
            and waiting
            and (begins or silence > RESUME_AFTER)
            and dialog.state != "resume"
            and (reply := self._again_here(turn, here, begins))
        ):
            return reply
        if not turn.answers:
            return self._shown(turn)
        if reply := self._controlled(turn):
            return reply
        if not self._understood(turn):
            return self._puzzled(turn)
        return self._walk(turn)

    def _again_here(self, turn: Turn, here: Ask, begins: bool) -> Reply | None:
        """Somebody comes back to an open question: whatever is typed first is no answer to it.

        A word is obeyed; who dials again to type the code they hung up to read is asked for it; everybody else is
        asked whether to go on.
        """
        dialog = turn.dialog
        if begins and dialog.state in AWAITED:
            if turn.answers:
                return None
            dialog.data["resume"], dialog.state = dialog.state, "resume.back"
            return self._walk(turn)
        if turn.answers and not begins:
            heard = hear(turn.answers.next(), dialog.language)
            if (word := heard.word) and (not here.holds or (word.leads != "menu" and (word.control or word.aside))):
                return self._obey(turn, word, heard.rest)
        if begins and turn.answers:
            stand(dialog, "menu")
            return None
        turn.answers.drop()
        dialog.data["resume"], dialog.state = dialog.state, "resume"
        return None

    def _controlled(self, turn: Turn) -> Reply | None:
        """Back, menu and the control words, which work wherever the worker stands."""
        dialog, typed = turn.dialog, turn.answers.line
        back = fold(typed) in BACK
        if back or typed == "00":
            turn.answers.take("", "0" if back else typed)
            if back and dialog.history:
                go_back(dialog, dialog.history.pop())
            else:
                stand(dialog, "menu")
            return self._walk(turn)
        word = words.control(typed, dialog.language)
        return self._obey(turn, word, "") if word else None

    def _obey(self, turn: Turn, word: words.Word, rest: str) -> Reply:
        """Go where a word leads; an aside is answered and the question stays on the table."""
        dialog = turn.dialog
        turn.answers.take(rest, word.spanish[0].upper())
        if not word.aside:
            dialog.history.clear()
            enter(dialog, step(dialog.state, word_trigger(word.leads)))
            return self._walk(turn)
        place, data, history, tries = dialog.state, dict(dialog.data), list(dialog.history), dialog.tries
        if isinstance(STATES[place], Ask) and place != "menu":
            dialog.data.setdefault("resume", place)
        dialog.state = step(place, word_trigger(word.leads))
        reply = self._walk(turn)
        if isinstance(STATES[dialog.state], Ask):
            return reply
        dialog.state, dialog.data, dialog.history, dialog.tries = place, data, history, tries
        return reply

    def _understood(self, turn: Turn) -> bool:
        """Whether the first piece is an answer to the question on the table; if so the dialog has moved on."""
        here = STATES[turn.dialog.state]
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
        if not forgot and _about_the_question(heard, typed, here):
            return self._refused(turn, here)
        if heard.word is None:
            return self._which(turn, heard) if heard.meant == "near" and not here.holds else self._refused(turn, here)
        if holds(dialog) and not (heard.word.control or heard.word.aside):
            turn.answers.drop()
            return self._question(turn, FIRST)
        return self._obey(turn, heard.word, heard.rest)

    def _at_rest(self, turn: Turn, heard: Heard) -> Reply:
        """Nothing was asked: a code that is awaited, or what may have been meant, or the menu with a word of excuse."""
        account, dialog = turn.line.account, turn.dialog
        if account and account.status == "pending" and turn.answers.next().strip().isdigit():
            enter(dialog, step(dialog.state, word_trigger("activation.start")))
            return self._walk(turn)
        if heard.meant == "near":
            return self._which(turn, heard)
        keep_unheard(turn)
        again = bool(dialog.data.get("unsure"))
        if again or heard.likely:
            return self._which(turn, heard, again)
        turn.answers.drop()
        stand(dialog, "menu")
        dialog.data["unsure"] = True
        return self._question(turn, NOT_UNDERSTOOD)

    def _which(self, turn: Turn, heard: Heard, again: bool = False) -> Reply:
        """Ask which of the likely services was meant; a question that was open can be gone on with."""
        dialog, unsure = turn.dialog, heard.meant == "unsure"
        if isinstance(STATES[dialog.state], Ask) and dialog.state not in AT_REST:
            dialog.data.setdefault("resume", dialog.state)
        elif dialog.state != "which":
            dialog.data.clear()
        which.offer(turn, heard.likely, again, unsure)
        turn.answers.drop()
        dialog.state = step(dialog.state, word_trigger("which"))
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
        arrival = step(place, outcome)
        if arrival != place:
            dialog.tries = 0
            if not here.final and place not in dialog.history[-1:]:
                dialog.history.append(place)
        enter(dialog, arrival)
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
        if dialog.tries >= here.tries or again:
            dialog.tries = 0
            dialog.data.setdefault("resume", dialog.state)
            enter(dialog, "agent.offer")
            return self._walk(turn)
        if puzzled:
            if here.explains:
                return asked(turn, here, says=here.explains)
            return self._question(turn, NUMBER if isinstance(here.reads, Choice) else NOT_UNDERSTOOD)
        if reason is not None:
            return refused(turn, reason)
        return self._question(turn, NOT_UNDERSTOOD)

    def _shown(self, turn: Turn) -> Reply:
        """Nothing was typed: say again what is on the table."""
        if isinstance(STATES[turn.dialog.state], Tell):
            stand(turn.dialog, "menu")
        return self._walk(turn)

    def _walk(self, turn: Turn) -> Reply:
        """Go on until something has to be asked or said."""
        dialog = turn.dialog
        for steps in range(MOST_STEPS):
            if steps == MOST_ANSWERS:
                turn.answers.drop()
            turn.voice = self._voice(dialog)
            here = STATES[dialog.state]
            if isinstance(here, Do):
                enter(dialog, step(dialog.state, here.decide(turn)))
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
        here = STATES[turn.dialog.state]
        assert isinstance(here, Ask)
        return asked(turn, here, turn.say(excuse) if excuse else "")


def _about_the_question(heard: Heard, typed: str, here: Ask) -> bool:
    """Whether somebody has doubts about the question, or asked for nothing else: `como`, `ayuda con esto`."""
    doubt = doubts.heard(typed)
    if heard.meant != "sure" or heard.word is None:
        return doubt
    service = heard.word.leads
    if service in ("help", "menu") or (here.holds and service == "leave"):
        return True
    return doubt and (service.startswith("nip.") or (here.holds and not heard.word.aside))
