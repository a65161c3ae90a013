"""Planning every kind of notice, by the institution's date and the lines' time zones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from config.clock import MEXICO
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
) -> Iterator[PlanProgress]:
    """Plan what is due now; yields after each range of accounts. `dry` and `held_out` as in `models.notices.plan`."""
    return plan(database, now, now.astimezone(MEXICO).date(), kinds, AREAS, CENTRAL, dry=dry, held_out=held_out)
