"""For tests of the turn: dialogs so simple that every reply shows what the conversation has heard."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from redis import Redis

from config.clock import Clock
from config.hashing import Costs, Hasher
from config.vault import Vault
from flows.engine.engine import Engine
from flows.records.effects import Effect, MissIdentity, SendCode
from flows.records.facts import Chance, Facts
from flows.saying.house import House
from flows.saying.reply import Reply
from flows.saying.voice import Catalogue
from flows.turn.dialog import Dialog
from flows.turn.turned import Turned
from models.database import Database
from tests.conftest import UNHURRIED
from turns.conversation import Conversation, Inbound
from turns.effort import Effort
from turns.store import DialogStore

LINE = "+525512345678"
VAULT = Vault("a secret key for the tests of turns")
HASHER = Hasher("a pepper for the tests of turns", Costs(1, 64))
CLOCK = Clock()


def sms(words: str, message: str, line: str = LINE) -> Inbound:
    """An SMS by Twilio; `message` is its id."""
    return Inbound("sms", line, "twilio", message, (words,))


def ussd(message: str, *answers: str, line: str = LINE, begins: bool = False) -> Inbound:
    """A USSD request."""
    return Inbound("ussd", line, "africastalking", message, answers, begins)


class Parrot(Engine):
    """An engine that replies with all it has heard in this dialog, and how often this line has missed.

    Some words do more: `MISS` counts a miss of the line, `CODE` sends a code, `LONG` and `KEEP` answer at length,
    `BYE` ends, `ENGLISH` goes on in English, `BREAK` is a bug.
    """

    def __init__(self, catalogues: Mapping[str, Catalogue] | None = None) -> None:
        super().__init__(House(), catalogues or {})

    def turn(
        self, dialog: Dialog | None, answers: tuple[str, ...], facts: Facts, now: datetime, chance: Chance, *_: object
    ) -> Turned:
        """Take one turn, whoever types and however it begins."""
        if dialog is None:
            dialog = Dialog(chance.digits(20))
        dialog.turn += 1
        dialog.heard_at = int(now.timestamp())
        heard = dialog.data.setdefault("heard", [])
        heard += answers
        effects = tuple(self.wanted(answers, facts, now))
        if "ENGLISH" in answers:
            dialog.language = "en"
        if "BREAK" in answers:
            raise ZeroDivisionError("secret 482913")
        text = f"{facts.line().mismatches} {' '.join(heard)}"
        if {"LONG", "KEEP"} & set(answers):
            text += " " + " ".join(f"palabra{number}" for number in range(40))
        reply = Reply(text, ends="BYE" in answers, keepable="KEEP" in answers)
        return Turned(dialog, reply, effects, f"[{len(answers)}]")

    def wanted(self, answers: tuple[str, ...], facts: Facts, now: datetime) -> Iterator[Effect]:
        """What the words want done."""
        del facts
        if "MISS" in answers:
            yield MissIdentity(None)
        if "CODE" in answers:
            yield SendCode("line", "hash", "sms", None, "", "Tu código es 123456", now.replace(year=2099))


def talking(
    database: Database,
    redis: Redis,
    engine: Engine | None = None,
    *,
    clock: Callable[[], datetime] = CLOCK,
    kick: Callable[[], object] = lambda: None,
    hasher: Hasher = HASHER,
    lease: float = 10.0,
    vault: Vault = VAULT,
    **more: Any,
) -> Conversation:
    """A conversation with a parrot, or with another engine, over real stores."""
    store = DialogStore(redis, lease=lease)
    more.setdefault("effort", Effort(share=UNHURRIED))
    return Conversation(engine or Parrot(), store, database, vault, hasher, clock, kick, **more)
