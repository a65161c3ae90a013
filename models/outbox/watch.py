"""Looking after messages whose end is not known: uncertain calls, missing receipts, texts past their use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, update

from models.columns import columns, table
from models.outbox.refusals import REFUSED
from models.tables.outbox import BULK, DELIVERED, EXPIRED, FAILED, QUEUED, SENDING, SENT, OutboundMessage

_row = columns(OutboundMessage)
_table = table(OutboundMessage)


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


_COLUMNS = (
    *(_row.id, _row.channel, _row.recipient, _row.body, _row.provider, _row.provider_ref),
    *(_row.attempts, _row.claimed_at, _row.expires_at, _row.request),
)
_overdue = (
    select(_row.id)
    .where(_row.status == bindparam("state"), _row.status.in_((SENDING, SENT)), _row.lease_until <= bindparam("moment"))
    .order_by(_row.lease_until)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)


def watch(connection: Connection, state: str, owner: str, now: datetime, until: datetime, most: int) -> list[Watched]:
    """Take rows in `state` (sending, sent) whose lease is over, for one looker until `until`."""
    taking = (
        update(_table)
        .where(_row.id.in_(_overdue), _row.status == state, _row.lease_until <= now)
        .values(owner=owner, lease_until=until)
        .returning(*_COLUMNS)
    )
    return [Watched(*row) for row in connection.execute(taking, {"state": state, "moment": now, "most": most})]


def known_refs(connection: Connection, recipients: Iterable[str], since: datetime) -> frozenset[str]:
    """Provider references that rows to these recipients already have."""
    rows = connection.execute(
        select(_row.provider_ref).where(
            _row.recipient.in_(list(recipients)), _row.created_at >= since, _row.provider_ref.is_not(None)
        )
    )
    return frozenset(rows.scalars())


_ENDING = {
    EXPIRED: (_row.expires_at <= bindparam("moment"),),
    FAILED: (_row.lane == BULK, REFUSED),
}


def end_queued(connection: Connection, status: str, reason: str | None, now: datetime, most: int = 5000) -> list[str]:
    """End up to `most` queued rows: those past their use (`expired`), or bulk ones to refused recipients (`failed`).

    Returns the kind of each.
    """
    which = select(_row.id).where(_row.status == QUEUED, *_ENDING[status]).limit(most).with_for_update(skip_locked=True)
    change: dict[str, Any] = {"status": status, "final_at": now}
    if reason is not None:
        change["reason"] = reason
    ended = update(_table).where(_row.id.in_(which), _row.status == QUEUED).values(**change)
    given = {"moment": now} if status == EXPIRED else {}
    return list(connection.execute(ended.returning(_row.kind), given).scalars())


def end_unheard(connection: Connection, before: datetime, now: datetime, most: int = 5000) -> int:
    """Give up on receipts of up to `most` messages that were sent before a moment."""
    waits = _row.status == SENT, _row.status.in_((SENDING, SENT)), _row.lease_until <= now
    which = select(_row.id).where(*waits, _row.claimed_at <= before).limit(most)
    ended = {"status": EXPIRED, "reason": "no_receipt", "final_at": now, "lease_until": None}
    given_up = update(_table).where(_row.id.in_(which.with_for_update(skip_locked=True)), _row.status == SENT)
    return connection.execute(given_up.values(**ended)).rowcount


def withdraw(
    connection: Connection, recipient: str, now: datetime, reason: str = "opted_out", account: int | None = None
) -> int:
    """End every queued notice to a recipient at once, of one account alone where several share an e-mail."""
    which = [_row.recipient == recipient, _row.lane == BULK, _row.status == QUEUED]
    if account is not None:
        which.append(or_(_row.account_id == account, _row.account_id.is_(None)))
    return connection.execute(update(_table).where(*which).values(status=FAILED, reason=reason, final_at=now)).rowcount


def record(
    connection: Connection,
    message: str,
    status: str,
    before: tuple[str, ...],
    now: datetime,
    ref: str | None = None,
    reason: str | None = None,
    code: str = "",
) -> tuple[str, str | None] | None:
    """Move a row to `status` if it stands in one of `before`. The recipient and the request, when it moved.

    `reason` and the provider's own `code` for it are kept with an end that is no delivery.
    """
    change: dict[str, Any] = {"status": status, "provider_ref": func.coalesce(_row.provider_ref, ref)}
    change["sent_at"] = func.coalesce(_row.sent_at, now)
    if status == SENT:
        change["lease_until"] = now + timedelta(hours=1)
    else:
        change |= {"final_at": now, "lease_until": None, "reason": reason if status != DELIVERED else None}
        change["provider_code"] = code or None
    moving = update(_table).where(_row.id == message, _row.status.in_(before)).values(**change)
    moved = connection.execute(moving.returning(_row.recipient, _row.request)).one_or_none()
    return moved and (moved.recipient, moved.request)


_due = select(_row.id).where(
    _row.status == QUEUED,
    _row.lane == bindparam("of_lane"),
    _row.not_before <= bindparam("moment"),
    _row.expires_at > bindparam("moment"),
)


def due(connection: Connection, lane: int, now: datetime) -> bool:
    """Whether a lane has anything that may be due; quiet hours and pauses are the sender's to see."""
    return any(
        connection.execute(_due.where(_row.channel == channel).limit(1), {"of_lane": lane, "moment": now}).first()
        for channel in ("sms", "email")
    )
