"""A bimonthly push to everybody on a simulated clock, by the product's own plan, nights, shares, breaker and waits.

Messages are counted, not made: a step is ten seconds, and what leaves in it is what the limit of the lane, the
provider's share and the zones that are awake allow. Redis' window of tokens is the only part that is stood in for: its
clock is its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta

from redis import Redis

from bench.national.assumed import HALF_LIFE, RATE, REPLIES, SECOND, TURNS_A_TASK, WORKERS, ZONES
from models.breaker import Breaker
from models.notices.plan import SPREAD
from models.tables.outbox import BULK
from notices.zones import is_quiet
from sms.outbox.rate import share
from sms.outbox.verdicts import backoff

STEP = 10
QUIET = time(20), time(9)
BEGINS = datetime(2026, 11, 18, 14, 30, tzinfo=UTC)
"""Half past eight in the morning in Mexico City, half an hour before the quiet hours end there."""
AWAY = (datetime(2026, 11, 18, 18, 0, tzinfo=UTC), timedelta(hours=1))
FIRST, OTHER = "first", "other"
LONGEST = timedelta(days=6)


@dataclass
class Push:
    """What happened, a value for each minute.

    `age` is of the oldest that could leave (s); `retried` are calls in vain.
    """

    minutes: list[float] = field(default_factory=list)
    queue: list[float] = field(default_factory=list)
    age: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)
    came: list[float] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    total: float = 0.0
    retried: float = 0.0
    ends: datetime = BEGINS


def push(redis: Redis, workers: int = WORKERS, rate: int = RATE, *, away: bool = True, step: int = STEP) -> Push:
    """Play it until nothing is left, in steps of so many seconds. `redis` is emptied of the breaker's keys."""
    now, told = BEGINS, Push()
    breaker = Breaker((FIRST, OTHER), redis, lambda *_: None, lambda: now)
    for name in (FIRST, OTHER):
        redis.delete(f"route:tripped:{name}")
    planned = {zone: workers * part for zone, part in ZONES.items()}
    waits = dict.fromkeys(ZONES, 0.0)
    out = dict.fromkeys(ZONES, 0.0)
    later: list[tuple[datetime, str, float]] = []
    pending, steps = 0.0, 0
    while any(left > 0.5 for left in (*planned.values(), *waits.values())) or later:
        for zone, left in planned.items():
            due = min(left, workers * ZONES[zone] * step / SPREAD)
            planned[zone] -= due
            waits[zone] += due
        for _, zone, count in [each for each in later if each[0] <= now]:
            waits[zone] += count
        later = [each for each in later if each[0] > now]
        awake = {zone: count for zone, count in waits.items() if count and not is_quiet(zone, now, QUIET)}
        shares = breaker.shares()
        first = shares[FIRST] / 100
        room = share(rate, BULK) * step
        down = away and AWAY[0] <= now < AWAY[0] + AWAY[1]
        calls = min(sum(awake.values()), room if first == 1 else first * room + (1 - first) * min(room, SECOND * step))
        fails = calls * first if down else 0.0
        if calls:
            breaker.report(FIRST, round(calls * first - fails), ["timeout"] * min(round(fails), 50))
        for zone, count in awake.items():
            part = calls * count / sum(awake.values())
            waits[zone] -= part
            bad = part * fails / calls if calls else 0.0
            out[zone] += part - bad
            if bad:
                later.append((now + backoff(1), zone, bad))
        told.retried += fails
        told.total += calls - fails
        pending += (calls - fails) * REPLIES * TURNS_A_TASK
        come = pending * (1 - 0.5 ** (step / HALF_LIFE))
        pending -= come
        now += timedelta(seconds=step)
        steps += 1
        if steps * step % 60 == 0:
            told.minutes.append((now - BEGINS).total_seconds() / 3600)
            told.queue.append(sum(waits.values()))
            told.age.append(_oldest(workers, waits, out, now))
            told.sent.append((calls - fails) / step)
            told.came.append(come / step)
            told.share.append(shares[FIRST])
        if now > BEGINS + LONGEST:
            break
    told.ends = now
    return told


def _oldest(workers: int, waits: dict[str, float], out: dict[str, float], now: datetime) -> float:
    """In the order in which they fell due, the next of a zone fell due when as many had as have left."""
    ages = [
        (now - BEGINS).total_seconds() - SPREAD * out[zone] / (workers * ZONES[zone])
        for zone, count in waits.items()
        if count > 1 and not is_quiet(zone, now, QUIET)
    ]
    return max([0.0, *ages])
