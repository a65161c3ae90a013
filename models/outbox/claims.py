"""Claiming due messages for a sender and settling what became of them: one conditional update each way."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ARRAY, Connection, Integer, Text, bindparam, func, or_, select, update

from models.notices.pauses import held
from models.outbox.refusals import REFUSED
from models.rows import MESSAGE
from models.tables.outbox import BULK, DELIVERED, FAILED, QUEUED, SENDING, SENT


@dataclass(frozen=True, slots=True)
class Claim:
    """A message a sender holds: nobody else touches it until the lease ends. Texts are still sealed."""

    id: str
    kind: str
    recipient: str
    body: bytes
    subject: bytes | None
    segments: int
    attempts: int
    attachment: str | None = None
    created_at: datetime | None = None
    request: str | None = None


_due = (
    select(MESSAGE.c.id, MESSAGE.c.segments, MESSAGE.c.not_before)
    .where(
        MESSAGE.c.status == QUEUED,
        MESSAGE.c.channel == bindparam("of_channel"),
        MESSAGE.c.lane == bindparam("of_lane"),
        MESSAGE.c.not_before <= bindparam("moment"),
        MESSAGE.c.expires_at > bindparam("moment"),
    )
    .order_by(MESSAGE.c.not_before, MESSAGE.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_DUE = {
    False: _due,
    True: _due.where(
        or_(MESSAGE.c.zone.is_(None), MESSAGE.c.zone.in_(bindparam("awake", expanding=True))),
        ~held(MESSAGE.c.kind),
        ~REFUSED,
    ),
}
"""What may leave now, by whether the lane is the bulk one: it keeps quiet hours, pauses and opt-outs."""


def _claiming(bulk: bool) -> Any:
    due = _DUE[bulk].cte("due")
    running = func.sum(due.c.segments).over(order_by=(due.c.not_before, due.c.id))
    fitting = select(due.c.id, running.label("running")).subquery("fitting")
    return (
        update(MESSAGE)
        .where(
            MESSAGE.c.status == QUEUED,
            MESSAGE.c.id.in_(select(fitting.c.id).where(fitting.c.running <= bindparam("most"))),
        )
        .values(
            status=SENDING,
            owner=bindparam("by"),
            lease_until=bindparam("until"),
            attempts=MESSAGE.c.attempts + 1,
            provider=bindparam("through"),
            claimed_at=bindparam("moment"),
            reason=None,
        )
        .returning(
            *(
                MESSAGE.c.id,
                MESSAGE.c.kind,
                MESSAGE.c.recipient,
                MESSAGE.c.body,
                MESSAGE.c.subject,
                MESSAGE.c.segments,
                MESSAGE.c.attempts,
            ),
            *(MESSAGE.c.attachment, MESSAGE.c.created_at, MESSAGE.c.request),
        )
    )


_CLAIM = {bulk: _claiming(bulk) for bulk in (False, True)}


def claim(
    connection: Connection,
    *,
    owner: str,
    channel: str,
    lane: int,
    provider: str,
    now: datetime,
    lease: timedelta,
    segments: int,
    awake: Sequence[str] = (),
) -> list[Claim]:
    """Take due messages of a lane, oldest first, that together cost no more than `segments`.

    `awake` names the time zones where it is not a quiet hour.
    """
    values = {
        "of_channel": channel,
        "of_lane": lane,
        "moment": now,
        "most": segments,
        "by": owner,
        "until": now + lease,
        "through": provider,
    }
    if lane == BULK:
        values["awake"] = list(awake)
    return [Claim(*row) for row in connection.execute(_CLAIM[lane == BULK], values)]


_mine = (
    MESSAGE.c.id == bindparam("of_id"),
    MESSAGE.c.owner == bindparam("by"),
    MESSAGE.c.attempts == bindparam("attempt"),
    MESSAGE.c.status == SENDING,
)
_look: dict[str, Any] = {"lease_until": bindparam("until"), "reason": bindparam("why")}
_WHY: dict[str, Any] = {"reason": bindparam("why"), "provider_code": bindparam("code")}
_SETTLE = {
    "sent": update(MESSAGE)
    .where(*_mine)
    .values(status=SENT, provider_ref=bindparam("ref"), sent_at=bindparam("moment"), **_look),
    "delivered": update(MESSAGE)
    .where(*_mine)
    .values(
        status=DELIVERED,
        provider_ref=bindparam("ref"),
        sent_at=bindparam("moment"),
        final_at=bindparam("moment"),
        lease_until=None,
    ),
    "failed": update(MESSAGE)
    .where(*_mine)
    .values(status=FAILED, final_at=bindparam("moment"), lease_until=None, **_WHY),
    "later": update(MESSAGE)
    .where(*_mine)
    .values(status=QUEUED, owner=None, lease_until=None, not_before=bindparam("until"), **_WHY),
    "unsure": update(MESSAGE).where(*_mine).values(**_look),
}


@dataclass(frozen=True, slots=True)
class Settlement:
    """What became of one attempt.

    `until` is the moment to look again: for a receipt (`sent`), in the provider's list (`unsure`), or to try
    again (`later`). `code` is what the provider itself called the reason.
    """

    id: str
    attempt: int
    verdict: str
    reason: str | None = None
    ref: str | None = None
    until: datetime | None = None
    code: str = ""


_WANTS = {verdict: set(statement.compile().params) for verdict, statement in _SETTLE.items()}

_ended = (
    func.unnest(
        bindparam("ids", type_=ARRAY(Text)),
        bindparam("tries", type_=ARRAY(Integer)),
        bindparam("refs", type_=ARRAY(Text)),
    )
    .table_valued("id", "attempt", "ref")
    .render_derived(name="ended")
)
_SENT_TOGETHER = (
    update(MESSAGE)
    .where(MESSAGE.c.id == _ended.c.id, MESSAGE.c.attempts == _ended.c.attempt)
    .where(MESSAGE.c.owner == bindparam("by"), MESSAGE.c.status == SENDING)
    .values(
        status=SENT,
        provider_ref=_ended.c.ref,
        sent_at=bindparam("moment"),
        lease_until=bindparam("until"),
        reason=None,
    )
)
"""PostgreSQL takes a whole batch of the commonest end in one statement, at a fifth of the cost."""


def settle(connection: Connection, owner: str, settlements: Sequence[Settlement], now: datetime) -> None:
    """Record ends of attempts that are still this owner's; a row that a receipt has moved on stays where it is."""
    for verdict in {settlement.verdict for settlement in settlements}:
        ended = [settlement for settlement in settlements if settlement.verdict == verdict]
        if verdict == "sent" and connection.dialect.name == "postgresql":
            together: dict[str, Any] = {"by": owner, "moment": now, "until": ended[0].until}
            together["ids"] = [settlement.id for settlement in ended]
            together["tries"] = [settlement.attempt for settlement in ended]
            together["refs"] = [settlement.ref or None for settlement in ended]
            connection.execute(_SENT_TOGETHER, together)
            continue
        wanted = _WANTS[verdict]
        rows = [_row_of(settlement, owner, now) for settlement in ended]
        connection.execute(_SETTLE[verdict], [{key: row[key] for key in row.keys() & wanted} for row in rows])


def _row_of(settlement: Settlement, owner: str, now: datetime) -> dict[str, Any]:
    return {
        "of_id": settlement.id,
        "by": owner,
        "attempt": settlement.attempt,
        "why": settlement.reason,
        "code": settlement.code or None,
        "ref": settlement.ref or None,
        "until": settlement.until,
        "moment": now,
    }
