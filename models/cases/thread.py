"""What was said of a case and on its line: notes, messages with how far they came, and turns by their state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, Select, func, insert, or_, select, update

from config.vault import Unreadable
from models.cases.whose import is_of_line
from models.rows import CASE, CASE_NOTE, JOURNAL, MESSAGE
from models.tables.journal import PASSED_ON
from models.tables.outbox import CODE_KIND

MOST = 60
"""Lines that are shown at once, whatever the case has."""


_TELLING = JOURNAL.c.state != PASSED_ON, or_(JOURNAL.c.channel != "agent", JOURNAL.c.state != "leave.done")
"""Turns that tell something: what went to an agent is among the notes, and an agent's hanging up says nothing."""


class Opens(Protocol):
    """What of `config.vault.Vault` a thread needs."""

    def open(self, sealed: bytes) -> bytes:
        """Decrypt text that rests. Raises Unreadable."""

    def marks(self, text: str) -> tuple[str, ...]:
        """Short names for a text that only we can compute again, by each key we have had."""


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a thread. `text` is empty where nothing readable is kept; `about` a state or a kind of message."""

    at: datetime
    who: Literal["worker", "agent", "note", "service"]
    text: str = ""
    about: str = ""
    status: str = ""


Found = tuple[Said, bytes]
"""A line whose text is sealed still; nothing where it needs no opening, or may not be shown."""


def thread(
    connection: Connection, vault: Opens, folio: str, line: str, before: datetime | None = None
) -> Sequence[Said]:
    """The newest lines up to a moment, in the order they were said; of a line that changed hands the notes alone."""
    found = [*_notes(connection, folio, before)]
    if is_of_line(connection, folio, line):
        found += [*_messages(connection, line, before), *_turns(connection, vault.marks(line), before)]
    newest = sorted(found, key=lambda one: one[0].at)[-MOST:]
    return [replace(one, text=_text(vault, sealed)) if sealed else one for one, sealed in newest]


def note(connection: Connection, folio: str, agent_id: int | None, sealed: bytes, now: datetime) -> None:
    """Add what an agent notes, or what the worker says, which ends a snooze."""
    row = {"folio": folio, "agent_id": agent_id, "said": sealed, "at": now}
    connection.execute(insert(CASE_NOTE).values(row))
    if agent_id is None:
        since = func.coalesce(CASE.c.waiting_since, now)
        connection.execute(update(CASE).where(CASE.c.folio == folio).values(waiting_since=since, snoozed_until=None))


def _notes(connection: Connection, folio: str, before: datetime | None) -> list[Found]:
    wanted = select(CASE_NOTE.c.at, CASE_NOTE.c.agent_id, CASE_NOTE.c.said).where(CASE_NOTE.c.folio == folio)
    rows = connection.execute(_newest(wanted, CASE_NOTE.c.at, before))
    return [(Said(at, "worker" if agent is None else "note"), said) for at, agent, said in rows]


def _messages(connection: Connection, line: str, before: datetime | None) -> list[Found]:
    """What was sent to the line. A code is never shown, whoever looks."""
    row = MESSAGE.c
    wanted = select(row.created_at, row.kind, row.body, row.status).where(row.recipient == line)
    return [
        (
            Said(at, "agent" if kind == "case" else "service", about=kind, status=status),
            b"" if kind == CODE_KIND else body,
        )
        for at, kind, body, status in connection.execute(_newest(wanted, row.created_at, before))
    ]


def _turns(connection: Connection, marks: Sequence[str], before: datetime | None) -> list[Found]:
    wanted = select(JOURNAL.c.at, JOURNAL.c.said, JOURNAL.c.state, JOURNAL.c.channel).where(
        JOURNAL.c.line.in_(marks), *_TELLING
    )
    rows = connection.execute(_newest(wanted, JOURNAL.c.at, before))
    return [
        (Said(at, "agent" if channel == "agent" else "worker", said, state, channel), b"")
        for at, said, state, channel in rows
    ]


def _newest(wanted: Select[Any], at: Any, before: datetime | None) -> Select[Any]:
    if before is not None:
        wanted = wanted.where(at < before)
    return wanted.order_by(at.desc()).limit(MOST)


def _text(vault: Opens, sealed: bytes) -> str:
    try:
        return vault.open(sealed).decode()
    except Unreadable:
        return ""
