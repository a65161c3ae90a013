"""Notices whose moment has come, and whom they are for; and what becomes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, exists, or_, select, update

from models.columns import columns, table
from models.notices.audience import opted_out
from models.notices.pauses import held
from models.tables.accounts import AccountRow
from models.tables.notices import ASIDE, EXPIRED, PLANNED, Notice

FOR_LONG = timedelta(days=365)
"""A lock that lasts longer is one that the holder asked for: that line is told nothing. Wrong NIPs lock for hours."""

_notice, _account = columns(Notice), columns(AccountRow)
_table = table(Notice)


@dataclass(frozen=True, slots=True)
class Due:
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
    select(_notice.id)
    .where(
        _notice.status == PLANNED,
        _notice.zone.in_(bindparam("awake", expanding=True)),
        _notice.due_at <= bindparam("moment"),
        _notice.ends_at > bindparam("moment"),
        ~held(_notice.kind, prefix=""),
        ~exists().where(
            _account.id == _notice.account_id,
            or_(_account.settled_at > bindparam("at"), _account.locked_until > bindparam("for_good")),
        ),
    )
    .order_by(_notice.due_at)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_READY = _waiting.where(_notice.urgent), _waiting.where(~_notice.urgent)
"""Those that are urgent first, however many others wait."""
_whom = select(
    *(_notice.id, _notice.nss, _notice.kind, _notice.subject, _notice.topics, _notice.zone, _notice.ends_at),
    *(_account.id.label("account_id"), _account.line, _account.email, _account.first_name, _account.language),
    *(_account.status, _account.sms_alerts, _account.email_alerts),
    *(_account.sms_topics, _account.email_topics, opted_out.label("opted_out")),
).join_from(_table, _account.id.table, _account.id == _notice.account_id)


def take(connection: Connection, now: int, awake: Sequence[str], most: int) -> tuple[list[int], list[Due]]:
    """Lock up to `most` notices that are ready: their ids, and those whose account still exists."""
    at = datetime.fromtimestamp(now, UTC)
    values = {"awake": list(awake), "moment": now, "most": most, "at": at, "for_good": at + FOR_LONG}
    ids: list[int] = []
    for ready in _READY:
        ids += connection.execute(ready, values | {"most": most - len(ids)}).scalars()
    return ids, [Due(**row._mapping) for row in connection.execute(_whom.where(_notice.id.in_(ids)))]


def keep_folios(connection: Connection, folios: Mapping[int, str]) -> None:
    """Note on notices that ask the folios by which they are answered."""
    for notice, folio in folios.items():
        connection.execute(update(_table).where(_notice.id == notice).values(folio=folio))


def move_on(connection: Connection, ids: Iterable[int], status: str) -> None:
    """Move planned notices on."""
    if wanted := list(ids):
        connection.execute(
            update(_table).where(_notice.id.in_(wanted), _notice.status == PLANNED).values(status=status)
        )


def set_aside(connection: Connection, ids: Iterable[int], reason: str) -> None:
    """Move planned notices out of the way that cannot be written, with the reason."""
    aside = update(_table).where(_notice.id.in_(list(ids)), _notice.status == PLANNED)
    connection.execute(aside.values(status=ASIDE, reason=reason[:80]))


def expire(connection: Connection, now: int, most: int = 5000) -> int:
    """End planned notices that are past their use."""
    waits = _notice.status.in_((PLANNED, ASIDE))
    late = select(_notice.id).where(waits, _notice.ends_at <= now).limit(most)
    return connection.execute(update(_table).where(_notice.id.in_(late)).values(status=EXPIRED)).rowcount
