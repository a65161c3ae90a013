"""Notices that have not left and may: how many texts and mails, in which zones, and when the last falls due."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime

from sqlalchemy import Connection, and_, func, select

from models.columns import columns
from models.notices.pauses import held
from models.notices.topics import NO_CONSENT, wanted_by
from models.tables.accounts import AccountRow
from models.tables.notices import PLANNED, Notice
from models.tables.outbox import BULK, QUEUED, OutboundMessage

_notice, _account, _row = columns(Notice), columns(AccountRow), columns(OutboundMessage)

_by_sms = wanted_by("sms", _notice.topics)
_by_email = and_(_notice.topics != NO_CONSENT, wanted_by("email", _notice.topics), _account.email.is_not(None))
_planned = (
    select(_notice.zone, func.count().filter(_by_sms), func.count().filter(_by_email), func.max(_notice.due_at))
    .join_from(_notice.id.table, _account.id.table, _account.id == _notice.account_id)
    .where(_notice.status == PLANNED, ~held(_notice.kind, ""))
    .group_by(_notice.zone)
)
_queued = (
    select(_row.zone, func.count().filter(_row.channel == "sms"), func.count().filter(_row.channel == "email"))
    .where(_row.status == QUEUED, _row.lane == BULK, ~held(_row.kind))
    .group_by(_row.zone)
)


@dataclass(slots=True)
class Waiting:
    """`texts` are SMS by the time zone whose quiet hours hold them; `last_due` is None when nothing is planned."""

    texts: Counter[str] = field(default_factory=Counter)
    mails: int = 0
    last_due: datetime | None = None

    def add(self, other: Waiting) -> None:
        """Count others in."""
        self.texts += other.texts
        self.mails += other.mails
        self.last_due = max(filter(None, (self.last_due, other.last_due)), default=None)


def waiting(connection: Connection, *, fresh: tuple[int, int, int] | None = None) -> Waiting:
    """Count them; `fresh` (moment of planning, account ids from and to) counts only what one step planned."""
    result, planned = Waiting(), _planned
    if fresh:
        moment, low, high = fresh
        planned = planned.where(_notice.planned_at == moment, _notice.account_id > low, _notice.account_id <= high)
    for zone, texts, mails, due in connection.execute(planned):
        result.add(Waiting(Counter({zone: texts}), mails, datetime.fromtimestamp(due, UTC)))
    for zone, texts, mails in connection.execute(_queued) if not fresh else ():
        result.add(Waiting(Counter({zone or "": texts}), mails))
    return result
