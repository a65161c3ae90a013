"""One turn of a conversation: what was typed goes in; the reply, the new dialog and the effects come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flows import doubts, words
from flows.answers import Answers, Refused
from flows.dialog import Dialog
from flows.effects import Effect, Miss, misses
from flows.facts import Chance, Facts
from flows.folding import fold
from flows.house import House
from flows.machine import AWAITED, STARTS, STATES, step, word_trigger
from flows.readers import Choice, Free
from flows.reply import Reply
from flows.secrets import SixDigits
from flows.states import Ask, Do, Says, Tell
from flows.text import ONE, T
from flows.turn import Gone, OneTry, Turn
from flows.voice import Catalogue, Voice

RESUME_AFTER = 30 * 60
"""Seconds of silence after which an open question is offered again instead of taking any answer for it."""
REDIAL_WITHIN = 10 * 60
"""Seconds within which a dropped USSD session can be taken up again by dialling."""
BACK = frozenset({"0", "atras", "regresar", "back"})
"""How the key `0 Atrás` may be typed, folded."""
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
        return Turned(dialog, reply, tuple(turn.effects), " ".join(turn.answers.said))

    def _begun_anew(self, turn: Turn) -> Reply:
        """What the dialog stood on has gone: nothing of this turn is done, but for a miss, and the menu is shown."""
        turn.effects[:] = misses(turn.effects)
        turn.answers.drop()
        _stand(turn.dialog, "menu")
        return self._prompt(turn, excuse=turn.say(CHANGED))

    def _left_unread(self, turn: Turn) -> Reply:
        """A second secret in one message is not tried: its question is asked."""
        turn.answers.drop()
        if not isinstance(STATES[turn.dialog.state], Ask):
            _stand(turn.dialog, "menu")
        return self._prompt(turn)

    def _voice(self, dialog: Dialog) -> Voice:
        return self._voices.get(dialog.language) or self._voices["es"]

    def _converse(self, turn: Turn, silence: int, begins: bool) -> Reply:
        dialog = turn.dialog
        here = STATES.get(dialog.state)
        waiting = isinstance(here, Ask) and dialog.state != "menu"
        if here is None or (begins and (not waiting or silence > REDIAL_WITHIN)):
            _stand(dialog, "menu")
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
            found = words.exact(turn.answers.next(), dialog.language)
            kept = here.holds and (
                found is None or found[0].leads == "menu" or not (found[0].control or found[0].aside)
            )
            if found and not kept:
                return self._obey(turn, *found)
        if begins and turn.answers:
            _stand(dialog, "menu")
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
                _return(dialog, dialog.history.pop())
            else:
                _stand(dialog, "menu")
            return self._walk(turn)
        word = words.control(typed, dialog.language)
        return self._obey(turn, word, "") if word else None

    def _obey(self, turn: Turn, word: words.Word, rest: str) -> Reply:
        """Go where a word leads; an aside is answered and the question stays on the table."""
        dialog = turn.dialog
        turn.answers.take(rest, word.spanish[0].upper())
        if not word.aside:
            dialog.history.clear()
            _enter(dialog, step(dialog.state, word_trigger(word.leads)))
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
        """What was typed is no answer here: a word, a slip, or a doubt about the question."""
        dialog, typed = turn.dialog, turn.answers.next()
        found = words.typed(typed, dialog.language)
        here = STATES[dialog.state]
        if not isinstance(here, Ask) or dialog.state == "menu":
            return self._obey(turn, *found) if found else self._at_rest(turn)
        forgot = found and found[0].leads == "nip.forgot" and dialog.state in NIP_ASKED
        if not found or (doubts.heard(typed) and not forgot):
            return self._refused(turn, here)
        if _holds(dialog) and not (found[0].control or found[0].aside):
            turn.answers.drop()
            return self._prompt(turn, excuse=turn.say(FIRST))
        return self._obey(turn, *found)

    def _at_rest(self, turn: Turn) -> Reply:
        """Nothing was asked: a code that is awaited, or the menu with a word of excuse."""
        account = turn.line.account
        if account and account.status == "pending" and turn.answers.next().strip().isdigit():
            _enter(turn.dialog, step(turn.dialog.state, word_trigger("activation.start")))
            return self._walk(turn)
        turn.answers.drop()
        _stand(turn.dialog, "menu")
        return self._prompt(turn, excuse=turn.say(NOT_UNDERSTOOD))

    def _answer(self, turn: Turn, here: Ask) -> bool:
        """Let the prompt take the next piece; False when it is refused, with the reason in the data."""
        dialog = turn.dialog
        result = here.reads.read(turn.answers.next(), turn)
        if isinstance(result, Refused):
            dialog.data["reason"] = result.reason
            return False
        turn.answers.take(result.rest, result.said)
        dialog.data.pop("reason", None)
        place = dialog.state
        dialog.tries += 1  # a `decide` that gets nearer sets it back
        outcome = here.decide(turn, result.value) if here.decide else result.value
        arrival = step(place, outcome)
        if arrival != place:
            dialog.tries = 0
            if not here.final and place not in dialog.history[-1:]:
                dialog.history.append(place)
        _enter(dialog, arrival)
        return True

    def _refused(self, turn: Turn, here: Ask) -> Reply:
        """Say why, and count: after a few the way to an agent is shown instead."""
        dialog = turn.dialog
        reason = dialog.data.pop("reason", None)
        dialog.tries += 1
        puzzled = doubts.heard(turn.answers.next())
        turn.answers.drop()
        if dialog.tries >= here.tries:
            dialog.tries = 0
            dialog.data.setdefault("resume", dialog.state)
            _enter(dialog, "agent.offer")
            return self._walk(turn)
        if puzzled:
            return self._prompt(turn, says=here.explains) if here.explains else self._prompt(turn, turn.say(NUMBER))
        if reason is not None:
            return Reply(turn.say(reason), kind="prompt", back=bool(dialog.history))
        return self._prompt(turn, excuse=turn.say(NOT_UNDERSTOOD))

    def _shown(self, turn: Turn) -> Reply:
        """Nothing was typed: say again what is on the table."""
        if isinstance(STATES[turn.dialog.state], Tell):
            _stand(turn.dialog, "menu")
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
                _enter(dialog, step(dialog.state, here.decide(turn)))
            elif isinstance(here, Tell):
                return self._told(turn, here)
            elif not turn.answers:
                return self._prompt(turn)
            elif isinstance(here, Ask) and not (_ahead(turn, here) and self._answer(turn, here)):
                return self._refused_ahead(turn, here)
        raise RecursionError(f"the dialog goes in circles at {dialog.state}")

    def _refused_ahead(self, turn: Turn, here: Ask) -> Reply:
        """An answer given ahead does not fit: show the question, with the reason where there is one."""
        reason = turn.dialog.data.pop("reason", None)
        turn.answers.drop()
        if reason is not None and not here.secret:
            return Reply(turn.say(reason), kind="prompt", back=bool(turn.dialog.history))
        return self._prompt(turn)

    def _told(self, turn: Turn, here: Tell) -> Reply:
        text = here.says(turn) if callable(here.says) else turn.say(here.says, **here.show(turn))
        if here.ends:
            turn.dialog.history.clear()
        return Reply(text, back=not here.ends, ends=here.ends, keepable=here.keepable)

    def _prompt(self, turn: Turn, excuse: str = "", says: Says | None = None) -> Reply:
        """The question on the table, after an excuse, or with an explanation in its place."""
        here = STATES[turn.dialog.state]
        if not isinstance(here, Ask):
            return self._walk(turn)
        asked = says or here.says
        text = asked(turn) if callable(asked) else turn.say(asked, **here.show(turn))
        labels = here.reads.labels(turn).values() if isinstance(here.reads, Choice) else ()
        return Reply(
            f"{excuse} {text}" if excuse else text,
            options=tuple(turn.say(label) for label in labels),
            hint=turn.say(here.hint) if here.hint else "",
            by_ussd=here.by_ussd(turn) if here.by_ussd and not (excuse or says) else "",
            kind="prompt",
            back=bool(turn.dialog.history),
        )


def _ahead(turn: Turn, here: Ask) -> bool:
    """Whether the piece at hand may answer a question nobody has seen: on the same line, or by a form of its own."""
    named = getattr(here.reads, "named", None)
    return not turn.answers.later or (named is not None and named(turn.answers.line))


def _holds(dialog: Dialog) -> bool:
    """Whether the question on the table, or the one to go on with, is not left for a service."""
    waits = (
        dialog.data.get("resume", dialog.state) if STATES[dialog.state].name.startswith(("resume", "agent.")) else None
    )
    here = STATES[waits or dialog.state]
    return isinstance(here, Ask) and here.holds


def _enter(dialog: Dialog, state: str) -> None:
    """Stand at a state; one that begins a dialog begins it clean."""
    if state in STARTS:
        dialog.data.clear()
        dialog.tries = 0
    dialog.state = state


def _return(dialog: Dialog, state: str) -> None:
    dialog.state = state
    dialog.tries = 0


def _stand(dialog: Dialog, state: str) -> None:
    """Stand at a state with nothing begun."""
    dialog.state = state
    dialog.data.clear()
    dialog.history.clear()
    dialog.tries = 0
