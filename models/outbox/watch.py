"""Looking after messages whose end is not known: uncertain calls, missing receipts, texts past their use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, func, or_, select, update

from models.outbox.refusals import REFUSED
from models.rows import MESSAGE
from models.tables.outbox import BULK, DELIVERED, EXPIRED, FAILED, QUEUED, SENDING, SENT


@dataclass(frozen=True, slots=True)
class Watched:
    """A row taken for a look; the text is still sealed."""

    id: str
    channel: str
    recipient: str
    body: bytes
    provider: str
    provider_ref: str | None
    attempts: int
    claimed_at: datetime
    expires_at: datetime
    request: str | None


class Moved(NamedTuple):
    """A row that a receipt moved on: whose it is, the request that caused it, and how often it was tried."""

    recipient: str
    request: str | None
    attempts: int


_COLUMNS = (
    *(MESSAGE.c.id, MESSAGE.c.channel, MESSAGE.c.recipient, MESSAGE.c.body, MESSAGE.c.provider, MESSAGE.c.provider_ref),
    *(MESSAGE.c.attempts, MESSAGE.c.claimed_at, MESSAGE.c.expires_at, MESSAGE.c.request),
)
_overdue = (
    select(MESSAGE.c.id)
    .where(
        MESSAGE.c.status == bindparam("state"),
        MESSAGE.c.status.in_((SENDING, SENT)),
        MESSAGE.c.lease_until <= bindparam("moment"),
    )
    .order_by(MESSAGE.c.lease_until)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def watch(connection: Connection, state: str, owner: str, now: datetime, until: datetime, most: int) -> list[Watched]:
    """Take rows in `state` (sending, sent) whose lease is over, for one looker until `until`."""
    taking = (
        update(MESSAGE)
        .where(MESSAGE.c.id.in_(_overdue), MESSAGE.c.status == state, MESSAGE.c.lease_until <= now)
        .values(owner=owner, lease_until=until)
        .returning(*_COLUMNS)
    )
    return [Watched(*row) for row in connection.execute(taking, {"state": state, "moment": now, "most": most})]


def known_refs(connection: Connection, recipients: Iterable[str], since: datetime) -> frozenset[str]:
    """Provider references that rows to these recipients already have."""
    rows = connection.execute(
        select(MESSAGE.c.provider_ref).where(
            MESSAGE.c.recipient.in_(list(recipients)),
            MESSAGE.c.created_at >= since,
            MESSAGE.c.provider_ref.is_not(None),
        )
    )
    return frozenset(rows.scalars())


_ENDING = {
    EXPIRED: (MESSAGE.c.expires_at <= bindparam("moment"),),
    FAILED: (MESSAGE.c.lane == BULK, REFUSED),
}


def end_queued(connection: Connection, status: str, reason: str | None, now: datetime, most: int = 5000) -> list[str]:
    """End up to `most` queued rows: those past their use (`expired`), or bulk ones to refused recipients (`failed`).

    Returns the kind of each.
    """
    which = (
        select(MESSAGE.c.id)
        .where(MESSAGE.c.status == QUEUED, *_ENDING[status])
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    change: dict[str, Any] = {"status": status, "final_at": now}
    if reason is not None:
        change["reason"] = reason
    ended = update(MESSAGE).where(MESSAGE.c.id.in_(which), MESSAGE.c.status == QUEUED).values(**change)
    given = {"moment": now} if status == EXPIRED else {}
    return list(connection.execute(ended.returning(MESSAGE.c.kind), given).scalars())


def end_unheard(connection: Connection, before: datetime, now: datetime, most: int = 5000) -> int:
    """Give up on receipts of up to `most` messages that were sent before a moment."""
    waits = MESSAGE.c.status == SENT, MESSAGE.c.status.in_((SENDING, SENT)), MESSAGE.c.lease_until <= now
    which = select(MESSAGE.c.id).where(*waits, MESSAGE.c.claimed_at <= before).limit(most)
    ended = {"status": EXPIRED, "reason": "no_receipt", "final_at": now, "lease_until": None}
    given_up = update(MESSAGE).where(
        MESSAGE.c.id.in_(which.with_for_update(skip_locked=True)), MESSAGE.c.status == SENT
    )
    return connection.execute(given_up.values(**ended)).rowcount


def withdraw(
    connection: Connection, recipient: str, now: datetime, reason: str = "opted_out", account: int | None = None
) -> int:
    """End every queued notice to a recipient at once, of one account alone where several share an e-mail."""
    which = [MESSAGE.c.recipient == recipient, MESSAGE.c.lane == BULK, MESSAGE.c.status == QUEUED]
    if account is not None:
        which.append(or_(MESSAGE.c.account_id == account, MESSAGE.c.account_id.is_(None)))
    return connection.execute(update(MESSAGE).where(*which).values(status=FAILED, reason=reason, final_at=now)).rowcount


def record(
    connection: Connection,
    message: str,
    status: str,
    before: tuple[str, ...],
    now: datetime,
    ref: str | None = None,
    reason: str | None = None,
    code: str = "",
) -> Moved | None:
    """Move a row to `status` if it stands in one of `before`. Whose it is, when it moved.

    `reason` and the provider's own `code` for it are kept with an end that is no delivery.
    """
    change: dict[str, Any] = {"status": status, "provider_ref": func.coalesce(MESSAGE.c.provider_ref, ref)}
    change["sent_at"] = func.coalesce(MESSAGE.c.sent_at, now)
    if status == SENT:
        change["lease_until"] = now + timedelta(hours=1)
    else:
        change |= {"final_at": now, "lease_until": None, "reason": reason if status != DELIVERED else None}
        change["provider_code"] = code or None
    moving = update(MESSAGE).where(MESSAGE.c.id == message, MESSAGE.c.status.in_(before)).values(**change)
    moved = connection.execute(
        moving.returning(MESSAGE.c.recipient, MESSAGE.c.request, MESSAGE.c.attempts)
    ).one_or_none()
    return Moved(*moved) if moved else None


_due = select(MESSAGE.c.id).where(
    MESSAGE.c.status == QUEUED,
    MESSAGE.c.lane == bindparam("of_lane"),
    MESSAGE.c.not_before <= bindparam("moment"),
    MESSAGE.c.expires_at > bindparam("moment"),
)


def due(connection: Connection, lane: int, now: datetime) -> bool:
    """Whether a lane has anything that may be due; quiet hours and pauses are the sender's to see."""
    return any(
        connection.execute(_due.where(MESSAGE.c.channel == channel).limit(1), {"of_lane": lane, "moment": now}).first()
        for channel in ("sms", "email")
    )
