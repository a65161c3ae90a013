"""Turns of two lines that are there at once, in a process that kills itself at the seam it is told to.

Usage: python -m tests.crash.batch_child DATABASE_URL REDIS_URL SEAM LINE WORDS MESSAGE LINE WORDS MESSAGE
"""

from __future__ import annotations

import sys

from models import journal
from models.database import Database
from tests.crash.turn_child import Stores, die
from tests.turns.turn_kit import CLOCK, HASHER, VAULT, Parrot, sms
from turns.conversation import Conversation
from turns.store import TurnClaim, connect

SEAMS = ("thought", "committed", "saved", "kept")


class Gatherings(Stores):
    """Dies when the first of the turns is saved, before or after; or when all are."""

    left = 2

    def save(self, claim: TurnClaim, sealed: bytes) -> None:
        super().save(claim, sealed)
        self.left -= 1
        if self.seam == "kept" and not self.left:
            self._wires.own.flush()
            die()


def main(database_url: str, redis_url: str, seam: str, *messages: str) -> None:
    store = Gatherings(connect(redis_url), lease=0.5)
    store.seam = seam
    if seam == "thought":
        journal.write_together = die
    talk = Conversation(Parrot(), store, Database(database_url), VAULT, HASHER, CLOCK, lambda: None)
    inbounds = [sms(words, message, line) for line, words, message in zip(*[iter(messages)] * 3, strict=True)]
    print(talk.take_together(inbounds))


if __name__ == "__main__":
    main(*sys.argv[1:])
