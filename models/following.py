"""Finding what became of one message: its turn, and what it caused to be sent. Nothing that was said is read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, or_, select

from models.columns import table
from models.tables.journal import JournalEntry
from models.tables.outbox import OutboundMessage

_turn = table(JournalEntry).c
_sent = table(OutboundMessage).c


@dataclass(frozen=True, slots=True)
class CameIn:
    """A message that was answered, and the state it led to."""

    channel: str
    provider: str
    state: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """A message of ours. `request` is none when no worker's message caused it."""

    id: str
    request: str | None
    kind: str
    channel: str
    status: str
    attempts: int
    provider: str | None
    provider_ref: str | None
    reason: str | None
    created_at: datetime
    sent_at: datetime | None
    final_at: datetime | None


def came_in(connection: Connection, provider_id: str) -> list[CameIn]:
    """The turns of messages that some provider gave this id."""
    found = select(_turn.channel, _turn.provider, _turn.state, _turn.at).where(_turn.provider_id == provider_id)
    return [CameIn(*row) for row in connection.execute(found.order_by(_turn.at))]


def left(connection: Connection, *names: str) -> list[Left]:
    """What was sent by one of these ids of ours, or because of one of these requests."""
    columns = [_sent[name] for name in Left.__slots__]
    which = or_(_sent.id.in_(names), _sent.request.in_(names))
    return [Left(*row) for row in connection.execute(select(*columns).where(which).order_by(_sent.id))]
