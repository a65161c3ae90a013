"""What a dialog has at hand while it takes one turn."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal
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


class Gone(Exception):
    """What the dialog was about is no longer in the records: the account moved, or the credit left the file."""


class OneTry(Exception):
    """A second secret in one message: it is left unread, and asked for."""


@dataclass(slots=True, eq=False)
class Turn:
    """The dialog, what may be read, and the effects gathered so far. It is what the machine walks."""

    dialog: Dialog
    answers: Answers
    facts: Facts
    now: datetime
    chance: Chance
    house: House
    voices: Voices
    driver: Driver = "worker"
    _: KW_ONLY
    effects: list[Effect] = field(default_factory=list)
    tried: bool = False
    silence: int = 0
    """Seconds since the line was heard before."""
    aside: bool = False
    """Whether a word is being entered that leaves the question on the table."""
    heard: Meant = None
    _line: Line | None = None

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
        return self.voices.of(self.dialog.language)

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
    def who(self) -> Literal["stranger", "pending", "active"]:
        """Who is talking: a line without an account, one whose account waits for its code, or one that has it open."""
        return self.line.account.status if self.line.account else "stranger"

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
        """Whether the NIP was proved in this dialog within the last ten minutes, and has not been made void since."""
        return self.dialog.proved_until > self.now.timestamp() and (self.driver == "agent" or not self._locked)

    @property
    def _locked(self) -> bool:
        until = self.line.account.locked_until if self.line.account else None
        return until is not None and until > self.now

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
