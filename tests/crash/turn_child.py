"""One turn in a process of its own, which kills itself at the seam it is told to.

Usage: python -m tests.crash.turn_child DATABASE_URL REDIS_URL SEAM PROVIDER_ID WORDS [OTHER_LINE]; prints the reply.
With another line, whose message "o2" came at once, both turns were asked for together.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import nullcontext
from typing import Any, NoReturn

from config.vault import Vault
from models.database import Database
from tests.conftest import UNHURRIED
from tests.turns.turn_kit import CLOCK, HASHER, VAULT, Parrot, sms
from turns import taking as turns
from turns.conversation import Conversation
from turns.effort import Effort
from turns.store import DialogStore, TurnClaim, connect

SEAMS = ("claimed", "thought", "written", "committed", "saved")


def die(*_: Any) -> NoReturn:
    """As by `kill -9`: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


class Parrots(Parrot):
    """Dies when the turn is to be thought out."""

    turn = die


class Vaults(Vault):
    """Dies when the turn is thought out and about to be written."""

    seal = die


class Stores(DialogStore):
    """Dies before or after the save."""

    seam = ""

    def save(self, claim: TurnClaim, sealed: bytes) -> None:
        if self.seam == "committed":
            die()
        super().save(claim, sealed)
        if self.seam == "saved":  # and whatever Redis may say to it is never read
            die()


def main(database_url: str, redis_url: str, seam: str, message: str, words: str, other: str = "") -> None:
    database = Database(database_url)
    store = Stores(connect(redis_url), lease=0.5)
    store.seam = seam
    engine = Parrots() if seam == "claimed" else Parrot()
    vault = Vaults("x") if seam == "thought" else VAULT
    if seam == "written":
        turns.apply = lambda *args, **kwargs: die()
    talk = Conversation(engine, store, database, VAULT, HASHER, CLOCK, lambda: None, effort=Effort(share=UNHURRIED))
    talk._turns.vault = vault
    inbounds = [sms(words, message), *([sms("", "o2", other)] if other else [])]
    with talk.together(inbounds) if other else nullcontext():
        print(talk.handle(inbounds[0]).text)


if __name__ == "__main__":
    main(*sys.argv[1:])
