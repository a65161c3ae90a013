"""How each kind of notice stands: counted in the background, since a campaign has millions of rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from models.notices import control
from models.notices.pauses import PREFIX, paused
from models.rows import CAMPAIGN_COUNT
from models.tables.notices import ALL_KINDS
from models.tables.outbox import DELIVERED, EXPIRED, FAILED, SENT

ENDED_SINCE = timedelta(days=7)
_ENDS = frozenset({SENT, DELIVERED, FAILED, EXPIRED})


@dataclass(frozen=True, slots=True)
class Campaign:
    """A kind of notice: how many there are, how many have left, by state; and why it is paused, if it is."""

    kind: str
    total: int
    done: int
    states: dict[str, int]
    paused: str | None
    at: datetime | None


def recount(connection: Connection, now: datetime) -> None:
    """Count anew what waits and what ended lately, within a transaction."""
    since = now - ENDED_SINCE
    numbers: Counter[tuple[str, str]] = Counter()
    for each in (*control.planned(connection, since), *control.messages(connection, since, PREFIX)):
        numbers[each.kind.removeprefix(PREFIX), each.status] += each.rows
    connection.execute(delete(CAMPAIGN_COUNT))
    rows = [{"kind": kind, "status": status, "number": number, "at": now} for (kind, status), number in numbers.items()]
    if rows:
        connection.execute(insert(CAMPAIGN_COUNT), rows)


def campaigns(connection: Connection) -> Sequence[Campaign]:
    """As they were counted last; a kind that is paused is told at once."""
    stopped = paused(connection)
    states: dict[str, dict[str, int]] = {kind: {} for kind in stopped if kind != ALL_KINDS}
    at: dict[str, datetime] = {}
    for row in connection.execute(select(CAMPAIGN_COUNT).order_by(CAMPAIGN_COUNT.c.kind)):
        states.setdefault(row.kind, {})[row.status] = row.number
        at[row.kind] = row.at
    return [
        Campaign(
            kind,
            sum(found.values()),
            sum(number for status, number in found.items() if status in _ENDS),
            found,
            stopped.get(kind, stopped.get(ALL_KINDS)),
            at.get(kind),
        )
        for kind, found in sorted(states.items())
    ]
