"""What became of everything that was planted: the table of the year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from statistics import quantiles

from sqlalchemy import select

from config.clock import MEXICO
from models.columns import columns
from models.notices.pauses import PREFIX
from models.notices.topics import bits
from models.tables.outbox import BULK, DELIVERED, OutboundMessage
from notices.kinds import KINDS
from simulator.year.planted import Invented, Planted
from simulator.year.play import FILES_AT, Year

MARGIN = timedelta(days=3)
"""Who stops the notices, or is frozen, so soon after something is seen need not have been told of it."""

_message = columns(OutboundMessage)


@dataclass(slots=True)
class YearRow:
    """One row: how many were planted, may be told and were, how late in hours, and how many once too often."""

    label: str
    planted: int = 0
    may: int = 0
    told: int = 0
    doubled: int = 0
    delays: list[float] = field(default_factory=list)

    def delay(self, hundredths: int) -> float:
        """Hours within which so many of a hundred were told."""
        if len(self.delays) < 2:
            return sum(self.delays)
        return quantiles(self.delays, n=100, method="inclusive")[hundredths - 1]


@dataclass(slots=True)
class Outcome:
    """The table, and what may not be: each of these is to be nothing."""

    lines: list[YearRow]
    false_alarms: int
    after_baja: int
    to_frozen: int
    messages: int
    faults: set[str]


def compared(year: Year, margin: timedelta = MARGIN) -> Outcome:
    """Compare what was sent with what was planted; `margin` as `MARGIN`, where not every day was planned."""
    sent = _sent(year)
    lines: dict[str, YearRow] = {}
    false = set(sent)
    for worker in year.workers:
        for planted in worker.planted:
            line = lines.setdefault(planted.label, YearRow(planted.label))
            moments = sent.get((worker.number, planted.kind), [])
            false.discard((worker.number, planted.kind))
            line.planted += 1
            line.doubled += max(0, len(moments) - planted.most)
            if _may_be_told(year, worker, planted, moments[0] if moments else _seen(planted) + margin):
                line.may += 1
                line.told += bool(moments)
            if moments:
                line.delays.append((moments[0] - _seen(planted)).total_seconds() / 3600)
    measured = {planted.kind for worker in year.workers for planted in worker.planted}
    return Outcome(
        lines=[lines[label] for label in sorted(lines)],
        false_alarms=sum(kind in measured for _, kind in false),
        after_baja=_after(sent, year.stopped),
        to_frozen=_after(sent, year.frozen),
        messages=sum(map(len, sent.values())),
        faults=year.faults,
    )


def _sent(year: Year) -> dict[tuple[int, str], list[datetime]]:
    """When each worker was told by each kind of notice."""
    query = select(_message.account_id, _message.kind, _message.sent_at)
    found = defaultdict[tuple[int, str], list[datetime]](list)
    with year.database.connect() as connection:
        wanted = query.where(_message.lane == BULK, _message.status == DELIVERED).order_by(_message.sent_at)
        for account, kind, sent_at in connection.execute(wanted):
            found[account, kind.removeprefix(PREFIX)].append(sent_at)
    return found


def _may_be_told(year: Year, worker: Invented, planted: Planted, until: datetime) -> bool:
    """Whether they consented to it, and neither stopped the notices nor was frozen before it could be told."""
    gone = any(moments.get(worker.number, until) < until for moments in (year.stopped, year.frozen))
    return bool(worker.topics & bits(KINDS[planted.kind].topics)) and not gone


def _seen(planted: Planted) -> datetime:
    return datetime.combine(planted.on, FILES_AT, MEXICO)


def _after(sent: dict[tuple[int, str], list[datetime]], since: dict[int, datetime]) -> int:
    return sum(
        moment > since[account] for (account, _), moments in sent.items() if account in since for moment in moments
    )


def printed(figures: Outcome) -> Iterator[tuple[str, ...]]:
    """Its rows: what was planted, how many, how many may be told, the share told, delays, and doubled ones."""
    for line in figures.lines:
        share = f"{line.told / line.may:.2%}" if line.may else ""
        delays = (f"{line.delay(50):.1f}", f"{line.delay(99):.1f}") if line.delays else ("", "")
        yield (line.label, f"{line.planted:,}", f"{line.may:,}", share, *delays, f"{line.doubled:,}")
