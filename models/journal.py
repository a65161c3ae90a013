"""Writing turns down, and finding them again after a crash."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, insert, select

from models.lines import UNCHANGED
from models.quick import Asked, Quick, run_together
from models.rows import JOURNAL

_row = JOURNAL.c


class Entry(NamedTuple):
    """One turn. `line` is a mark; `driver` who acted: `worker` or `agent`; `said` is masked.

    `sealed` is the answer and the dialog, sealed.
    """

    line: str
    driver: str
    channel: str
    provider: str
    provider_id: str
    session: str
    turn: int
    state: str
    said: str
    sealed: bytes | None
    at: datetime


# `inline`: nobody needs the new row's id, and asking for it costs a third of the statement.
_insert = Quick(insert(JOURNAL).inline(), Entry._fields)
_insert_unchanged = Quick(
    insert(JOURNAL)
    .from_select(
        Entry._fields, select(*(bindparam(name, type_=_row[name].type) for name in Entry._fields)).where(UNCHANGED)
    )
    .inline()
)
_answered = select(_row.line, _row.driver, _row.sealed).where(
    _row.provider_id == bindparam("message"), _row.provider == bindparam("by"), _row.channel == bindparam("via")
)
_newest = select(_row.sealed).where(_row.session == bindparam("of")).order_by(_row.turn.desc()).limit(1)
_latest = (
    select(_row.sealed)
    .where(_row.line == bindparam("of"), _row.driver == bindparam("by"), _row.sealed.is_not(None))
    .order_by(_row.at.desc(), _row.id.desc())
    .limit(1)
)


class Changed(Exception):
    """The line is not of the version any more that the turn relied on."""


class TurnRow(NamedTuple):
    """A turn that is to be written; where there is a `version`, only while the line `number` is of it."""

    entry: Entry
    number: str = ""
    version: str | None = None


def write(connection: Connection, entry: Entry, number: str = "", version: str | None = None) -> None:
    """Add a turn, where there is a `version` only while the line `number` is of it (`models.lines`).

    Raises IntegrityError when the message was answered, or the turn taken, before, and Changed.
    """
    statement, values = _asked(TurnRow(entry, number, version))
    wrote = statement.run(connection, values)
    if version is not None and not wrote:
        raise Changed


def write_together(connection: Connection, rows: Sequence[TurnRow]) -> list[bool] | None:
    """Add several turns in one transaction; for each whether it was written, which those of changed lines are not.

    None when none of them was, as far as can be told: `write` says of each by itself what is wrong.
    """
    wrote = run_together(connection, [_asked(row) for row in rows])
    return None if wrote is None else [number > 0 for number in wrote]


def _asked(row: TurnRow) -> Asked:
    values = {**row.entry._asdict(), "said": row.entry.said[:500]}
    if row.version is None:
        return _insert, values
    return _insert_unchanged, {**values, "number": row.number, "version": row.version}


def answered(connection: Connection, channel: str, provider: str, provider_id: str) -> tuple[str, str, bytes] | None:
    """Whose message it was (a mark), who acted, and the sealed answer; empty when too old to be kept."""
    found = connection.execute(_answered, {"via": channel, "by": provider, "message": provider_id}).first()
    return None if found is None else (found[0], found[1], found[2] or b"")


def newest(connection: Connection, session: str) -> bytes | None:
    """The newest turn of a session, sealed."""
    return connection.execute(_newest, {"of": session}).scalar()


def latest(connection: Connection, line: str, driver: str) -> bytes | None:
    """The newest turn of a driver on a line that is still kept, sealed; `line` is a mark."""
    return connection.execute(_latest, {"of": line, "by": driver}).scalar()
