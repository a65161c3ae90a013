"""Who must not be sent notices: lines that opted out, and numbers that providers say cannot be reached."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, exists, insert, select

from models.tables.outbox import DeadNumber, OutboundMessage

_message = OutboundMessage.__table__.c  # type: ignore[attr-defined]
_dead = DeadNumber.__table__  # type: ignore[attr-defined]

REFUSED = exists().where(_dead.c.recipient == _message.recipient)
"""Of an outgoing message: its recipient is not to be sent notices."""


def mark(connection: Connection, recipient: str, reason: str, now: datetime) -> None:
    """Remember what a provider said of a number."""
    if not connection.execute(select(exists().where(_dead.c.recipient == recipient))).scalar_one():
        connection.execute(insert(_dead).values(recipient=recipient, reason=reason, at=now))
