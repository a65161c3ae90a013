"""Putting messages into the outbox, in the transaction of whatever caused them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, func, insert, select, update

from config.logs import request
from gsm7 import fold, segments
from models.ids import uuid7
from models.rows import MESSAGE
from models.tables.accounts import USUAL_TOPICS
from models.tables.outbox import BULK, EXPIRED, FAILED, QUEUED

HOURLY_LIMIT = 30
"""Messages to one recipient within an hour; past it something is going round in circles."""

DEFAULT_LIFE = timedelta(hours=24)
"""How long a message without an end of its own stays useful."""

RECIPIENT_LIMIT = "recipient_limit"
TAKEN_BACK = "taken_back"

_recent = select(func.count()).select_from(MESSAGE)
_insert = insert(MESSAGE)


class Sealer(Protocol):
    """What of `config.vault.Vault` the outbox needs."""

    def seal(self, plain: bytes) -> bytes:
        """Encrypt text that rests."""

    def open(self, sealed: bytes) -> bytes:
        """Decrypt it."""

    def mark(self, text: str) -> str:
        """A short name for a text that only we can compute again."""

    def sign(self, text: str) -> str:
        """A signature that only we can make, in hex."""

    def signed(self, text: str, signature: str) -> bool:
        """Whether one of our keys made it."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A message to be owed. `not_before` and `expires_at` default to now and `DEFAULT_LIFE` later.

    `topics` are bits of `models.notices.topics`, of one of which a notice's reader must want to hear. `attachment` is
    the folio of the paper that a mail carries: the paper itself is made when it is sent.
    """

    kind: str
    lane: int
    channel: Literal["sms", "email"]
    recipient: str
    text: str
    subject: str | None = None
    expires_at: datetime | None = None
    not_before: datetime | None = None
    account_id: int | None = None
    dedupe_key: str | None = None
    folio: str | None = None
    zone: str | None = None
    topics: int = USUAL_TOPICS
    attachment: str | None = None


def enqueue(connection: Connection, vault: Sealer, owed: Owed, now: datetime) -> str:
    """Owe a message; returns its id. Kick the sender after the transaction has committed.

    A recipient past `HOURLY_LIMIT` gets a row that has failed already, so that nothing disappears silently.
    """
    row = _values(owed, vault, now)
    past = _recent.where(MESSAGE.c.recipient == owed.recipient, MESSAGE.c.created_at > now - timedelta(hours=1))
    if connection.execute(past).scalar_one() >= HOURLY_LIMIT:
        row |= {"status": FAILED, "reason": RECIPIENT_LIMIT, "final_at": now}
    connection.execute(_insert, row)
    return str(row["id"])


def known(connection: Connection, dedupe_key: str) -> bool:
    """Whether a message with this key is owed already."""
    return connection.execute(select(MESSAGE.c.id).where(MESSAGE.c.dedupe_key == dedupe_key)).first() is not None


def take_back(connection: Connection, message: str, recipient: str, now: datetime) -> bytes | None:
    """End a message that has not left yet, and give its sealed text; None when it has."""
    waits = MESSAGE.c.id == message, MESSAGE.c.recipient == recipient, MESSAGE.c.status == QUEUED
    sealed = connection.execute(select(MESSAGE.c.body).where(*waits)).scalar()
    ends = update(MESSAGE).where(*waits).values(status=EXPIRED, reason=TAKEN_BACK, final_at=now)
    return sealed if sealed is not None and connection.execute(ends).rowcount else None


def enqueue_many(connection: Connection, vault: Sealer, owed: Sequence[Owed], now: datetime) -> None:
    """Owe a batch of messages that no worker's own doing can repeat; they are not held to `HOURLY_LIMIT`."""
    if owed:
        connection.execute(_insert, [_values(message, vault, now) for message in owed])


def bulk_waiting(connection: Connection, most: int) -> int:
    """How many SMS notices are queued, counted up to `most`."""
    queued = MESSAGE.c.status == QUEUED, MESSAGE.c.channel == "sms", MESSAGE.c.lane == BULK
    return connection.execute(
        select(func.count()).select_from(select(MESSAGE.c.id).where(*queued).limit(most).subquery())
    ).scalar_one()


def _values(owed: Owed, vault: Sealer, now: datetime) -> dict[str, Any]:
    return {
        "id": uuid7(now),
        "account_id": owed.account_id,
        "kind": owed.kind,
        "lane": owed.lane,
        "channel": owed.channel,
        "recipient": owed.recipient,
        "body": vault.seal(owed.text.encode()),
        "subject": vault.seal(owed.subject.encode()) if owed.subject is not None else None,
        "segments": segments(fold(owed.text)) if owed.channel == "sms" else 1,
        "status": QUEUED,
        "reason": None,
        "final_at": None,
        "attempts": 0,
        "not_before": owed.not_before or now,
        "expires_at": owed.expires_at or now + DEFAULT_LIFE,
        "dedupe_key": owed.dedupe_key,
        "folio": owed.folio,
        "zone": owed.zone,
        "topics": owed.topics,
        "attachment": owed.attachment,
        "request": request.CURRENT.get() or None,
        "created_at": now,
    }
