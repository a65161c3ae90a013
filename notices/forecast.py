"""What sending the waiting notices will take, before it starts: segments, pesos, and when the last one leaves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from notices.zones import is_quiet

STEP = timedelta(minutes=10)
LONGEST = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class Forecast:
    """`ends` is None when it would take longer than anybody should wait."""

    messages: int
    segments: int
    pesos: float
    ends: datetime | None


def forecast(
    waiting: Mapping[str, int], now: datetime, rate: float, price: float, quiet: tuple[time, time]
) -> Forecast:
    """Walk the clock in steps: in each, the zones that are awake share the rate. Every notice is one segment."""
    left = {zone: float(count) for zone, count in waiting.items() if count}
    total = sum(waiting.values())
    moment, last = now, now + LONGEST
    while left and moment < last:
        room = rate * STEP.total_seconds()
        for zone in [zone for zone in left if not is_quiet(zone, moment, quiet)]:
            sent = min(left[zone], room)
            room -= sent
            left[zone] -= sent
            if left[zone] <= 0:
                del left[zone]
        moment += STEP
    return Forecast(total, total, total * price, None if left else moment)
