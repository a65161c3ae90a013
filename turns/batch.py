"""Turns that are under way at once: each is thought out by itself, and their rows are written in one round trip.

A turn gives the row that it wants written, stands still, and goes on when it is written, or is told why it was not. So
it is the same turn whether it is alone or not. Rows that cannot be written together are written one by one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.exc import OperationalError

from config.logs import request
from models import journal
from models.database import Database, at_once
from turns.envelope import Screen
from turns.figures import Seen
from turns.message import Inbound

IN_VAIN = 3.0
"""Seconds of waiting for a database that writes nothing, after which those behind hear the same."""

Result = TypeVar("Result")
Writing = Generator[journal.TurnRow, None, Result]
"""What gives rows to be written, and comes to a result. It is thrown what `journal.write` raises."""


@dataclass(slots=True)
class TurnUnderWay:
    """A turn of a message, by the name of its request; `seen` is how it goes.

    It `came` at that moment, and `spent` so long on computing (s; monotonic, and by the clock `computed`).
    """

    inbound: Inbound
    name: str
    seen: Seen
    steps: Writing[Screen]
    computed: Callable[[], float]
    came: float = field(default_factory=time.monotonic)
    spent: float = 0.0
    row: journal.TurnRow | None = None
    screen: Screen | None = None

    def go_on(self, wrong: Exception | None = None) -> None:
        """Until there is a row to be written, or the screen; `wrong` is why the last row was not."""
        began, token = self.computed(), request.CURRENT.set(self.name)
        try:
            self.row = self.steps.throw(wrong) if wrong else next(self.steps)
        except StopIteration as ended:
            self.row, self.screen = None, ended.value
        finally:
            request.CURRENT.reset(token)
            self.spent += self.computed() - began


def carry_through(database: Database, turns: Iterable[TurnUnderWay]) -> list[TurnUnderWay]:
    """Take all of them to their screens, each line's one turn after another's; gives them back."""
    begun = []
    for turn in turns:
        turn.go_on()
        begun.append(turn)
    while waiting := [(turn, turn.row) for turn in begun if turn.row]:
        began = time.monotonic()
        wrong = _written(database, [row for _, row in waiting])
        wrote = began, time.monotonic(), len(waiting)
        for (turn, _), why in zip(waiting, wrong, strict=True):
            turn.seen.wrote = wrote
            turn.go_on(why)
    return begun


def _written(database: Database, rows: list[journal.TurnRow]) -> list[Exception | None]:
    """For each, why it was not."""
    wrote = None
    if len(rows) > 1:
        with suppress(Exception), database.at_hand() as connection:  # each is told by itself what is wrong with it
            wrote = journal.write_together(connection, rows)
    if wrote is None:
        return list(_one_by_one(database, rows))
    return [None if each else journal.Changed() for each in wrote]


def _one_by_one(database: Database, rows: list[journal.TurnRow]) -> Iterator[Exception | None]:
    """For each, why it was not; where the database lets one after another wait in vain, the rest are not tried."""
    began, wrong = time.monotonic(), None
    for row in rows:
        if wrong is None or time.monotonic() - began < IN_VAIN:
            why = _alone(database, row)
            wrong = why if isinstance(why, OperationalError) else None
            yield why
        else:
            yield wrong


def _alone(database: Database, row: journal.TurnRow) -> Exception | None:
    """Why it was not written by itself."""
    try:
        with database.at_hand() as connection, at_once(connection):
            journal.write(connection, *row)
    except Exception as error:
        return error
    return None
