"""Lines that talk to the webhook of a running service, and a line of the table for what that gave."""

from __future__ import annotations

import threading
import time

from models.database import Database
from tests.outages.counting import count, name
from tests.outages.talking import Told, talk
from tests.outages.webhook import message
from tests.processes import eventually

LINES = 8
SORRY = ("Estamos teniendo un problema", "Estamos ocupados")
HEAD = f"{'fault':34} answered  in vain  wrong  lost  doubled   back"
UNBOUND = {"stranger_messages": "1000000", "all_strangers_messages": "100000000"}
"""Settings: no ceiling ends the talk."""


class Talkers:
    """Lines that talk until they are told to stop; `vain` counts apologies and calls without an answer."""

    def __init__(self, port: int, first: int, lines: int = LINES) -> None:
        self.told, self.vain, self._over = Told(), 0, threading.Event()
        self._port, self._lines = port, range(first, first + lines)
        self._threads = [
            threading.Thread(target=talk, args=(self._ask, line, self.told, lambda _: self._over.is_set()), daemon=True)
            for line in self._lines
        ]
        for thread in self._threads:
            thread.start()

    def _ask(self, line: int, number: int) -> str | None:
        text = message(self._port, f"+5255{line:08d}", name(line, number), f"hola {number}")
        if text and not any(sorry in text for sorry in SORRY):
            return text
        self.vain += 1
        return None

    def stop(self) -> None:
        """Let each have its answer to the last message."""
        self._over.set()
        for thread in self._threads:
            thread.join(120)


def until_answered(talkers: Talkers) -> float:
    """Seconds until the next message has its answer."""
    before, began = talkers.told.answered, time.monotonic()
    eventually(lambda: talkers.told.answered > before)
    return time.monotonic() - began


def report(what: str, talkers: Talkers, back: float, database: Database) -> int:
    """Print a line of the table; how much of it is bad."""
    with database.connect() as connection:
        found = count(connection, talkers.told)
    told = talkers.told.answered, talkers.vain, found.wrong, found.lost, found.doubled, back
    print("{:34} {:8} {:8} {:6} {:5} {:8} {:5.1f} s".format(what, *told), flush=True)
    return found.wrong + found.lost + found.doubled
