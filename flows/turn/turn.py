"""What a dialog has at hand while it takes one turn."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flows.records.effects import Effect
from flows.records.facts import Chance, Facts
from flows.records.people import Account, Driver, Line, Secrets
from flows.saying.house import House
from flows.saying.voice import Voice, Voices
from flows.turn.answers import Answers
from flows.turn.dialog import Dialog

INSTITUTION_TIME = ZoneInfo("America/Mexico_City")
PROVED_FOR = timedelta(minutes=10)
ONE_TALK = timedelta(minutes=30)
"""Silence that ends a conversation."""


Meant = tuple[str, tuple[str, ...]] | None
"""How sure the meaning of a sentence was, and of which services; None where none had to be understood."""


"""What can be spoken, by language; Spanish always."""


class Gone(Exception):
    """What the dialog was about is no longer in the records: the account moved, or the credit left the file."""


class OneTry(Exception):
    """A second secret in one message: it is left unread, and asked for."""


class Turn:
    """The dialog, what may be read, and the effects gathered so far. It is what the machine walks."""

    __slots__ = (
        *(
            "_line",
            "_voices",
            "answers",
            "aside",
            "chance",
            "dialog",
            "driver",
            "effects",
            "facts",
            "heard",
            "house",
            "now",
            "silence",
        ),
        *("tried",),
    )

    def __init__(
        self,
        dialog: Dialog,
        answers: Answers,
        facts: Facts,
        now: datetime,
        chance: Chance,
        house: House,
        voices: Voices,
        driver: Driver = "worker",
    ) -> None:
        self.dialog = dialog
        self.answers = answers
        self.facts = facts
        self.now = now
        self.chance = chance
        self.house = house
        self._voices = voices
        self.driver = driver
        self.effects: list[Effect] = []
        self.tried = False
        self.silence = 0
        """Seconds since the line was heard before."""
        self.aside = False
        """Whether a word is being entered that leaves the question on the table."""
        self.heard: Meant = None
        self._line: Line | None = None

    @property
    def state(self) -> str:
        """Where the dialog stands; what the machine walks. Nothing else sets it."""
        return self.dialog.state

    @state.setter
    def state(self, state: str) -> None:
        self.dialog.state = state

    @property
    def voice(self) -> Voice:
        """The worker's language; Spanish where there is no catalogue for it any more."""
        return self._voices.of(self.dialog.language)

    @property
    def data(self) -> dict[str, Any]:
        """The answers of the flow in progress."""
        return self.dialog.data

    @property
    def line(self) -> Line:
        """The line that is talking, read once."""
        if self._line is None:
            self._line = self.facts.line()
        return self._line

    @property
    def account(self) -> Account:
        """The account of the line, for states that are reached with one. Raises Gone when it has left meanwhile."""
        account = self.line.account
        if account is None:
            raise Gone
        return account

    @property
    def secrets(self) -> Secrets:
        """The hashes that guard the account. Raises Gone when it has left meanwhile."""
        secrets = self.facts.secrets()
        if secrets is None:
            raise Gone
        return secrets

    @property
    def owes(self) -> bool:
        """Whether the account owes a credit, as it was known when this conversation began: it only orders menus."""
        if self.dialog.owes is None or self.silence > ONE_TALK.total_seconds():
            self.dialog.owes = self.facts.owes(self.account.nss)
        return self.dialog.owes

    @property
    def today(self) -> date:
        """The institution's date."""
        return self.now.astimezone(INSTITUTION_TIME).date()

    @property
    def proved(self) -> bool:
        """Whether the NIP was proved in this dialog within the last ten minutes."""
        return self.dialog.proved_until > self.now.timestamp()

    def prove(self) -> None:
        """The NIP was right: amounts may be shown for ten minutes."""
        self.dialog.proved_until = int((self.now + PROVED_FOR).timestamp())

    def attempt(self) -> None:
        """Begin the one try at a secret that a message has. Raises OneTry when it has had it."""
        if self.tried:
            raise OneTry
        self.tried = True

    def missed(self, effect: Effect | None = None) -> None:
        """The try was wrong: count it, and read nothing more of the message."""
        self.answers.drop()
        if effect is not None:
            self.do(effect)

    def matches(self, sealed: str, typed: str) -> bool:
        """Whether `typed` is the secret behind the hash; the message's one try. Raises OneTry."""
        self.attempt()
        return self.facts.matches(sealed, typed)

    def do(self, effect: Effect) -> None:
        """Ask for something to be done when the turn is committed."""
        self.effects.append(effect)

    def say(self, text: str, **values: object) -> str:
        """The text in the worker's language."""
        return self.voice.say(text, **values)
