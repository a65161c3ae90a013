"""How the notices stand, for an operator's terminal: progress by kind, causes, pauses, providers, what is left."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from rich import box
from rich.console import Group, RenderableType
from rich.progress_bar import ProgressBar
from rich.table import Table
from sqlalchemy import Connection

from config.clock import MEXICO
from config.settings import Settings
from models.notices import control, pauses
from models.notices.pauses import PREFIX
from models.notices.waiting import Waiting, waiting
from models.tables.notices import ALL_KINDS, PLANNED
from models.tables.outbox import BULK, DELIVERED, EXPIRED, FAILED, QUEUED, SENDING, SENT
from notices.forecast import forecast
from sms.outbox.errors import PROBLEMS
from sms.outbox.rate import share

_STATES = (PLANNED, QUEUED, SENDING, SENT, DELIVERED, FAILED, EXPIRED)
_DONE = (SENT, DELIVERED, FAILED, EXPIRED)


def report(connection: Connection, settings: Settings, now: datetime, hours: int) -> RenderableType:
    """Everything at a glance; what ended is counted `hours` back."""
    since = now - timedelta(hours=hours)
    planned, messages = control.planned(connection, since), control.messages(connection, since)
    starts = [now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=back) for back in range(8)][::-1]
    by_hour = zip(starts, control.sent_by_hour(connection, starts), strict=True)
    lines = [
        "Sent by hour: " + "  ".join(f"{hour.astimezone(MEXICO):%H}h {count:,}" for hour, count in by_hour),
        *_paused(connection),
        *_shifts(connection),
        waiting_line(waiting(connection), settings, now),
    ]
    return Group(
        f"Messages; those that ended are of the last {hours} h:",
        _progress([*planned, *messages]),
        *_causes([*planned, *messages]),
        *filter(None, lines),
    )


def waiting_line(left: Waiting, settings: Settings, now: datetime) -> str:
    """What sending the waiting notices takes; empty when none waits. Paused kinds are not among them."""
    rate = share(settings.sms_rate, BULK)
    if not left.texts.total() + left.mails:
        return ""
    told = forecast(left.texts, now, rate, settings.segment_price, settings.quiet_span, left.last_due)
    ends = f"{told.ends.astimezone(MEXICO):%d %b %H:%M}" if told.ends else "not within 120 days"
    return (
        f"Waiting: {told.segments + left.mails:,} messages, {told.segments:,} segments, ${told.pesos:,.2f}; "
        f"at {rate} segments a second the last one leaves: {ends}"
    )


def _progress(counts: Iterable[control.Count]) -> Table:
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    for count in counts:
        rows[count.kind.removeprefix(PREFIX)][count.status] += count.rows
    present = [state for state in _STATES if any(states[state] for states in rows.values())]
    table = _table("kind", "done")
    for state in present:
        table.add_column(state, justify="right")
    for kind, states in sorted(rows.items()):
        total, done = sum(states[state] for state in present), sum(states[state] for state in _DONE)
        bar = ProgressBar(total=total, completed=done, width=12)
        table.add_row(kind, bar, *(f"{states[state]:,}" if states[state] else "" for state in present))
    return table


def _causes(counts: Sequence[control.Count]) -> Iterator[RenderableType]:
    """Why some did not go at once, or at all, and whom that is up to."""
    table = _table("kind", "state", "cause", "code", "up to")
    table.add_column("rows", justify="right")
    for count in counts:
        if problem := PROBLEMS.get(count.cause):
            kind = count.kind.removeprefix(PREFIX)
            table.add_row(kind, count.status, problem.operator, count.code, problem.audience, f"{count.rows:,}")
    if table.row_count:
        yield from ("Causes:", table)


def _table(*columns: str) -> Table:
    return Table(*columns, box=box.SIMPLE_HEAD)


def _paused(connection: Connection) -> Iterator[str]:
    for kind, reason in pauses.paused(connection).items():
        yield f"Paused: {'everything' if kind == ALL_KINDS else kind} ({reason})"


def _shifts(connection: Connection) -> Iterator[str]:
    for at, provider, percent, reason in control.shifts(connection):
        yield f"{at.astimezone(MEXICO):%d %b %H:%M} {provider} gets {percent} % of the traffic: {reason}"
