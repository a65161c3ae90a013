"""Planning every kind of notice, by the institution's date and the lines' time zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from config.clock import MEXICO
from flows.records.ages import Ages
from models.database import Database
from models.notices.plan import PlanProgress, plan
from notices.kinds import KINDS
from notices.kinds.kind import Kind
from notices.zones import AREAS, CENTRAL


def plan_notices(
    database: Database,
    now: datetime,
    *,
    dry: bool = False,
    kinds: Iterable[Kind[Any]] = KINDS.values(),
    held_out: int = 0,
    ages: Ages | None = None,
) -> Iterator[PlanProgress]:
    """Plan what is due now; yields after each range of accounts. The named ones are as in `models.notices.plan`."""
    today = now.astimezone(MEXICO).date()
    return plan(database, now, today, kinds, AREAS, CENTRAL, dry=dry, held_out=held_out, ages=ages)
