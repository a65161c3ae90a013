"""Counting wordings of scams within a ceiling: a line cannot make a campaign, nor all lines together a table."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from models.outbox.owing import Sealer
from models.tallies import guesses, unheard

A_LINE = 5
"""Messages of one line that are counted in a day."""

NEW_A_DAY = 1_000
"""Wordings of all lines together that a day may begin with; those that it has are counted on."""

OF_ALL = "estafa"
"""What counts them, beside lines with an `E` before them; no NSS, CURP, folio or number is written so."""


def count(connection: Connection, vault: Sealer, line: str, said: str, now: datetime) -> None:
    """Count masked words, once more or for the first time. Raises IntegrityError as `guesses.add` does."""
    mine = f"E{line}"
    if guesses.spent(connection, (mine,), now, A_LINE):
        return
    guesses.add(connection, (mine,), now)
    if unheard.again(connection, vault, said, now) or guesses.spent(connection, (OF_ALL,), now, NEW_A_DAY):
        return
    guesses.add(connection, (OF_ALL,), now)
    unheard.keep(connection, vault, said, now)
