"""What operators ask of the notices: how they stand, and to let go of what has not left yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select, update

from models.columns import columns
from models.notices.pauses import PREFIX
from models.tables import notices as its
from models.tables.notices import ALL_KINDS, ASIDE, CANCELLED, HELD_OUT, PLANNED, Notice
from models.tables.notices import QUEUED as WRITTEN
from models.tables.outbox import EXPIRED, FAILED, QUEUED, OutboundMessage, ProviderShift

_notice, _row, _shift = columns(Notice), columns(OutboundMessage), columns(ProviderShift)

_UNWRITTEN = {
    PLANNED: (PLANNED, ""),
    CANCELLED: (FAILED, "cancelled"),
    its.WITHDRAWN: (FAILED, "withdrawn"),
    its.EXPIRED: (EXPIRED, "too_late"),
    ASIDE: (FAILED, "unwritten"),
}
"""A notice's own status, as the state and cause of a message that never was."""


@dataclass(frozen=True, slots=True)
class Count:
    """So many rows of a kind in a state, for a cause (a key of `sms.outbox.errors`).

    `code` is what the provider called it, or where in our own code a notice could not be written.
    """

    kind: str
    status: str
    cause: str
    rows: int
    code: str = ""


def planned(connection: Connection, since: datetime) -> list[Count]:
    """Notices that are not messages: all that wait to be written or mended, and those planned since that never were."""
    what, why = (_notice.kind, _notice.status), func.coalesce(_notice.reason, "").label("why")
    query = (
        select(*what, func.count().label("rows"), why)
        .where(_notice.status.in_((PLANNED, ASIDE)) | (_notice.planned_at >= int(since.timestamp())))
        .where(_notice.status.not_in((WRITTEN, HELD_OUT)))
        .group_by(*what, why)
        .order_by(*what, why)
    )
    return [Count(row.kind, *_UNWRITTEN[row.status], row.rows, row.why) for row in connection.execute(query)]


def messages(connection: Connection, since: datetime, prefix: str = "") -> list[Count]:
    """Messages by kind, state, cause and code: all that have not ended, and those that ended since.

    `prefix`: of the kinds that begin with it.
    """
    cause, code = func.coalesce(_row.reason, ""), func.coalesce(_row.provider_code, "")
    query = (
        select(_row.kind, _row.status, cause, func.count(), code)
        .where((_row.final_at.is_(None)) | (_row.final_at >= since), _row.kind.startswith(prefix))
        .group_by(_row.kind, _row.status, cause, code)
        .order_by(_row.kind, _row.status, code)
    )
    return [Count(*row) for row in connection.execute(query)]


def sent_by_hour(connection: Connection, hours: Sequence[datetime]) -> list[int]:
    """How many messages were sent within an hour of each of these moments."""
    within = (
        func.count().filter(_row.sent_at >= hour, _row.sent_at < hour + timedelta(hours=1)).label(f"h{place}")
        for place, hour in enumerate(hours)
    )
    return list(connection.execute(select(*within).where(_row.sent_at >= min(hours))).one())


def shifts(connection: Connection, most: int = 5) -> list[tuple[datetime, str, int, str]]:
    """The newest changes of providers' shares: when, which, per cent, why."""
    query = select(_shift.at, _shift.provider, _shift.share, _shift.reason).order_by(_shift.id.desc()).limit(most)
    return [tuple(row) for row in connection.execute(query)]


def again(connection: Connection, kind: str) -> int:
    """Let the notices of a kind (`*`: all) that were set aside be written once more."""
    aside = update(_notice.id.table).where(_notice.status == ASIDE, *_of(_notice.kind, kind))
    return connection.execute(aside.values(status=PLANNED, reason=None)).rowcount


def cancel(connection: Connection, kind: str, now: datetime) -> int:
    """Let go of every notice of a kind (`*`: all) that has not been handed to a provider."""
    plans = update(_notice.id.table).where(_notice.status.in_((PLANNED, ASIDE)), *_of(_notice.kind, kind))
    rows = update(_row.id.table).where(
        _row.status == QUEUED, _row.kind.like(PREFIX + "%"), *_of(_row.kind, kind, PREFIX)
    )
    gone = connection.execute(plans.values(status=CANCELLED)).rowcount
    return gone + connection.execute(rows.values(status=FAILED, reason="cancelled", final_at=now)).rowcount


def _of(column: ColumnElement[str], kind: str, prefix: str = "") -> tuple[ColumnElement[bool], ...]:
    return () if kind == ALL_KINDS else (column == prefix + kind,)
