"""One turn of a conversation: what was typed goes in; the reply, the new dialog and the effects come out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from flows.engine.listening import converse
from flows.engine.replies import unanswered
from flows.engine.steps import question
from flows.machine import machine
from flows.machine.edges import AWAY, MENU
from flows.machine.register import STATES
from flows.records.effects import misses
from flows.records.facts import Chance, Facts
from flows.records.institution import SourceAway
from flows.records.people import Driver
from flows.saying.house import House
from flows.saying.reply import Reply
from flows.saying.text import T
from flows.saying.voice import Catalogue, Voice, Voices
from flows.turn.answers import Answers
from flows.turn.dialog import Dialog
from flows.turn.states import Ask
from flows.turn.turn import Gone, OneTry, Turn
from flows.turn.turned import Broken, Turned

CHANGED = T("Hubo un cambio.")


class Engine:
    """The dialogs of one house in every language it has a catalogue for."""

    def __init__(self, house: House, catalogues: Mapping[str, Catalogue]) -> None:
        self.house = house
        self._voices = Voices(house, catalogues)

    def voice(self, language: str) -> Voice:
        """How a language is spoken; Spanish where there is no catalogue for it."""
        return self._voices.of(language)

    def turn(
        self,
        dialog: Dialog | None,
        answers: tuple[str, ...],
        facts: Facts,
        now: datetime,
        chance: Chance,
        begins: bool = False,
        driver: Driver = "worker",
    ) -> Turned:
        """Take one turn.

        `answers` are the pieces typed, raw; `begins` tells that a USSD session was just dialled, and `driver` who
        types. The dialog given is changed in place and returned. Nothing outside is written: see
        `flows.records.effects`.
        """
        moment = int(now.timestamp())
        if dialog is None:
            dialog = Dialog(session=chance.digits(20), heard_at=moment)
        elif dialog.state not in STATES:  # of another version of the dialogs
            proved = dialog.proved_until
            dialog = Dialog(dialog.session, turn=dialog.turn, language=dialog.language, proved_until=proved)
            dialog.heard_at = moment
        turn = Turn(dialog, Answers(answers), facts, now, chance, self.house, self._voices, driver)
        if dialog.turn == 0:
            dialog.language = turn.line.language or "es"
        turn.silence = moment - dialog.heard_at
        dialog.turn += 1
        dialog.heard_at = moment
        try:
            reply = converse(turn, begins)
        except Gone:
            reply = self._begun_anew(turn)
        except OneTry:
            reply = self._left_unread(turn)
        except SourceAway:
            machine.fire(turn, AWAY)
            reply = unanswered(turn)
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
        machine.fire(turn, MENU)
        return question(turn, CHANGED)

    def _left_unread(self, turn: Turn) -> Reply:
        """A second secret in one message is not tried: its question is asked."""
        turn.answers.drop()
        if not isinstance(STATES[turn.state], Ask):
            machine.fire(turn, MENU)
        return question(turn)
