"""What a turn of a conversation comes to."""

from __future__ import annotations

from flows.records.effects import Effect, Miss
from flows.records.record import Record
from flows.saying.reply import Reply
from flows.turn.dialog import Dialog
from flows.turn.turn import Meant


class Turned(Record):
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
