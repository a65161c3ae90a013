"""Putting messages into the outbox, in the transaction of whatever caused them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, Protocol

from sqlalchemy import Connection, func, insert, select

from models.ids import uuid7
from models.tables.outbox import FAILED, QUEUED, OutboundMessage

HOURLY_LIMIT = 30
"""Messages to one recipient within an hour; past it something is going round in circles."""

DEFAULT_LIFE = timedelta(hours=24)
"""How long a message without an end of its own stays useful."""

RECIPIENT_LIMIT = "recipient_limit"

_table = OutboundMessage.__table__  # type: ignore[attr-defined]
_recent = select(func.count()).select_from(_table)
_insert = insert(_table)


class Sealer(Protocol):
    """What of `config.vault.Vault` the outbox needs."""

    def seal(self, plain: bytes) -> bytes:
        """Encrypt text that rests."""

    def open(self, sealed: bytes) -> bytes:
        """Decrypt it."""


def enqueue(
    connection: Connection,
    vault: Sealer,
    *,
    kind: str,
    lane: int,
    channel: Literal["sms", "email"],
    recipient: str,
    text: str,
    now: datetime,
    subject: str | None = None,
    expires_at: datetime | None = None,
    not_before: datetime | None = None,
    account_id: int | None = None,
    dedupe_key: str | None = None,
    folio: str | None = None,
    zone: str | None = None,
) -> str:
    """Owe a message; returns its id. Kick the sender after the transaction has committed.

    A recipient past `HOURLY_LIMIT` gets a row that has failed already, so that nothing disappears silently.
    """
    past = _recent.where(_table.c.recipient == recipient, _table.c.created_at > now - timedelta(hours=1))
    circling = connection.execute(past).scalar_one() >= HOURLY_LIMIT
    message = uuid7(now)
    connection.execute(
        _insert,
        {
            "id": message,
            "account_id": account_id,
            "kind": kind,
            "lane": lane,
            "channel": channel,
            "recipient": recipient,
            "body": vault.seal(text.encode()),
            "subject": vault.seal(subject.encode()) if subject is not None else None,
            "segments": segments(text) if channel == "sms" else 1,
            "status": FAILED if circling else QUEUED,
            "reason": RECIPIENT_LIMIT if circling else None,
            "final_at": now if circling else None,
            "attempts": 0,
            "not_before": not_before or now,
            "expires_at": expires_at or now + DEFAULT_LIFE,
            "dedupe_key": dedupe_key,
            "folio": folio,
            "zone": zone,
            "created_at": now,
        },
    )
    return message


def segments(text: str) -> int:
    """SMS segments of a text that folds to GSM-7, for the rate limit: 160 septets alone, 153 a part."""
    septets = len(text) + sum(text.count(char) for char in "^{}\\[]~|€…")
    return 1 if septets <= 160 else -(-septets // 152)
