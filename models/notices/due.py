"""Notices whose moment has come, and whom they are for; and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from models.notices.audience import opted_out
from models.notices.pauses import held
from models.rows import ACCOUNT, NOTICE
from models.tables.notices import ASIDE, EXPIRED, PLANNED

FOR_LONG = timedelta(days=365)
"""A lock that lasts longer is one that the holder asked for: that line is told nothing. Wrong NIPs lock for hours."""


class Due(NamedTuple):
    """A notice and whom it is for, as things are now."""

    id: int
    nss: str
    kind: str
    subject: str
    topics: int
    zone: str
    ends_at: int
    account_id: int
    line: str
    email: str | None
    first_name: str
    language: str
    status: str
    sms_alerts: bool
    email_alerts: bool
    sms_topics: int
    email_topics: int
    opted_out: bool


_waiting = (
    select(NOTICE.c.id)
    .where(
        NOTICE.c.status == PLANNED,
        NOTICE.c.zone.in_(bindparam("awake", expanding=True)),
        NOTICE.c.due_at <= bindparam("moment"),
        NOTICE.c.ends_at > bindparam("moment"),
        ~held(NOTICE.c.kind, prefix=""),
        ~exists().where(
            ACCOUNT.c.id == NOTICE.c.account_id,
            or_(ACCOUNT.c.settled_at > bindparam("at"), ACCOUNT.c.locked_until > bindparam("for_good")),
        ),
    )
    .order_by(NOTICE.c.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_READY = _waiting.where(NOTICE.c.urgent), _waiting.where(~NOTICE.c.urgent)
"""Those that are urgent first, however many others wait."""
_whom = select(
    *(NOTICE.c.id, NOTICE.c.nss, NOTICE.c.kind, NOTICE.c.subject, NOTICE.c.topics, NOTICE.c.zone, NOTICE.c.ends_at),
    *(ACCOUNT.c.id.label("account_id"), ACCOUNT.c.line, ACCOUNT.c.email, ACCOUNT.c.first_name, ACCOUNT.c.language),
    *(ACCOUNT.c.status, ACCOUNT.c.sms_alerts, ACCOUNT.c.email_alerts),
    *(ACCOUNT.c.sms_topics, ACCOUNT.c.email_topics, opted_out.label("opted_out")),
).join_from(NOTICE, ACCOUNT.c.id.table, ACCOUNT.c.id == NOTICE.c.account_id)


def take(connection: Connection, now: int, awake: Sequence[str], most: int) -> tuple[list[int], list[Due]]:
    """Lock up to `most` notices that are ready: their ids, and those whose account still exists."""
    at = datetime.fromtimestamp(now, UTC)
    values = {"awake": list(awake), "moment": now, "most": most, "at": at, "for_good": at + FOR_LONG}
    ids: list[int] = []
    for ready in _READY:
        ids += connection.execute(ready, values | {"most": most - len(ids)}).scalars()
    return ids, [Due(**row._mapping) for row in connection.execute(_whom.where(NOTICE.c.id.in_(ids)))]


def keep_folios(connection: Connection, folios: Mapping[int, str]) -> None:
    """Note on notices that ask the folios by which they are answered."""
    for notice, folio in folios.items():
        connection.execute(update(NOTICE).where(NOTICE.c.id == notice).values(folio=folio))


def move_on(connection: Connection, ids: Iterable[int], status: str) -> None:
    """Move planned notices on."""
    if wanted := list(ids):
        connection.execute(
            update(NOTICE).where(NOTICE.c.id.in_(wanted), NOTICE.c.status == PLANNED).values(status=status)
        )


def set_aside(connection: Connection, ids: Iterable[int], reason: str) -> None:
    """Move planned notices out of the way that cannot be written, with the reason."""
    aside = update(NOTICE).where(NOTICE.c.id.in_(list(ids)), NOTICE.c.status == PLANNED)
    connection.execute(aside.values(status=ASIDE, reason=reason[:80]))


def expire(connection: Connection, now: int, most: int = 5000) -> int:
    """End planned notices that are past their use."""
    waits = NOTICE.c.status.in_((PLANNED, ASIDE))
    late = select(NOTICE.c.id).where(waits, NOTICE.c.ends_at <= now).limit(most)
    return connection.execute(update(NOTICE).where(NOTICE.c.id.in_(late)).values(status=EXPIRED)).rowcount
