"""What sending the waiting notices will take, before it starts: segments, pesos, and when the last one leaves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import NamedTuple

from notices.zones import CENTRAL, is_quiet

STEP = timedelta(minutes=10)
LONGEST = timedelta(days=120)


class Forecast(NamedTuple):
    """`ends` is None when it would take longer than anybody should wait."""

    segments: int
    pesos: float
    ends: datetime | None


def forecast(
    texts: Mapping[str, int],
    now: datetime,
    rate: float,
    price: float,
    quiet: tuple[time, time],
    last_due: datetime | None = None,
) -> Forecast:
    """Walk the clock in steps: in each, the zones that are awake share the rate. Every notice is one segment.

    `texts` are counted by zone; `last_due` is when the last falls due, which a plan spreads over hours.
    """
    left = {zone: float(count) for zone, count in texts.items() if count}
    zones, total = tuple(left) or (CENTRAL,), sum(texts.values())
    moment, last = now, now + LONGEST
    while left and moment < last:
        room = rate * STEP.total_seconds()
        for zone in [zone for zone in left if not is_quiet(zone or CENTRAL, moment, quiet)]:
            sent = min(left[zone], room)
            room -= sent
            left[zone] -= sent
            if left[zone] <= 0:
                del left[zone]
        moment += STEP
    if last_due and last_due > moment:
        moment = last_due
        while all(is_quiet(zone or CENTRAL, moment, quiet) for zone in zones):
            moment += STEP
    return Forecast(total, total * price, None if left else moment)
