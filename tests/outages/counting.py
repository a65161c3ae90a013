"""What stands in the journal of the messages that were sent: each once, and no turn of a line left out."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from models.columns import table
from models.tables.journal import JournalEntry
from tests.outages.talking import Told

_row = table(JournalEntry).c


@dataclass(frozen=True)
class Counted:
    """Messages with a wrong answer, without a row, and with more than one turn."""

    wrong: int
    lost: int
    doubled: int


def name(line: int, number: int) -> str:
    """The provider's id of a line's nth message."""
    return f"m{line}-{number}"


def count(connection: Connection, told: Told) -> Counted:
    """Compare what was answered with what was kept."""
    kept = connection.execute(select(_row.provider_id, func.count()).group_by(_row.provider_id))
    rows = {message: turns for message, turns in kept}  # noqa: C416 - a Row is no pair to `dict`
    sent = {name(line, number) for line, number in told.answers}
    per_line = connection.execute(select(func.count(), func.max(_row.turn)).group_by(_row.line, _row.session))
    gaps = sum(abs(turns - newest) for turns, newest in per_line)
    return Counted(told.wrong, len(sent - rows.keys()), sum(n > 1 for n in rows.values()) + gaps)
