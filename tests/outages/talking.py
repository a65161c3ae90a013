"""Lines that send message after message, each until it has its answer and then once more, and what they were told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

Ask = Callable[[int, int], str | None]
"""The answer to a line's nth message; None for an apology, or when there was none."""


@dataclass
class Told:
    """`wrong`: what the repetition was answered otherwise. `tries`: calls, those in vain too."""

    answers: dict[tuple[int, int], str] = field(default_factory=dict)
    tries: int = 0
    wrong: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def answered(self) -> int:
        """Messages that have their answer."""
        return len(self.answers)


def talk(ask: Ask, line: int, told: Told, stop: Callable[[int], bool]) -> None:
    """Send one line's messages until `stop` says that there were enough."""
    number = 0
    while not stop(number):
        tries, answer = 1, ask(line, number)
        while answer is None:
            threading.Event().wait(0.05)
            tries, answer = tries + 1, ask(line, number)
        again = ask(line, number)
        with told.lock:
            told.tries += tries + 1
            told.answers[line, number] = answer
            told.wrong += again not in (answer, None)
        number += 1
