"""Works out 24 million workers, plays the push, and writes the page with its pictures: `python -m bench.national`."""

from __future__ import annotations

import json
import math
from datetime import timedelta
from pathlib import Path
from typing import Any

from redis import Redis

from bench.national import assumed as a
from bench.national.picture import picture
from bench.national.push import AWAY, BEGINS, Push, push
from config.settings import Settings
from models.tables.outbox import BULK
from sms.outbox.rate import share
from tests.servers import redis_server

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs" / "operating" / "national-size.md"
MEASURED: dict[str, Any] = json.loads(Path(__file__).with_name("measured.json").read_text("utf-8"))
DAY, YEAR = 86_400, 365 * 86_400
GB = 1e9
LOCAL = timedelta(hours=6)


def value(name: str) -> float:
    """A measured figure."""
    return float(MEASURED[name]["value"])


def main() -> None:
    """Play and write."""
    with redis_server() as url, Redis.from_url(url) as redis:
        played, calm = push(redis), push(redis, away=False)
    images = {
        "push-queue.svg": picture("Notices that are due and wait", played.minutes, {"waiting": played.queue}),
        "push-age.svg": picture(
            "Hours that the oldest waits that could leave",
            played.minutes,
            {"without the outage": _hours(calm.age, len(played.age)), "with it": _hours(played.age, len(played.age))},
        ),
        "push-rate.svg": picture(
            "Messages a second",
            played.minutes,
            {"notices that leave": played.sent, "replies that come": played.came},
        ),
    }
    for name, drawn in images.items():
        (ROOT / "docs" / "images" / name).write_text(drawn, "utf-8")
    PAGE.write_text(page(played, calm), "utf-8")
    print(f"{PAGE.relative_to(ROOT)} and {len(images)} pictures")


def page(played: Push, calm: Push) -> str:
    """The whole page."""
    price = Settings(env="test").segment_price
    turns = a.WORKERS * (a.TASKS_A_YEAR * a.TURNS_A_TASK + a.NOTICES_A_YEAR * a.REPLIES * a.TURNS_A_TASK)
    notices = a.WORKERS * a.NOTICES_A_YEAR
    usual = turns / YEAR * a.PEAK
    pushed = max(played.came)
    peak = usual + pushed
    stores = value("turn_sql_us") + value("turn_redis_us")
    web, sql, redis = (
        peak * micros / 1e6 / a.CORE_LOAD
        for micros in (value("turn_cpu_us") - stores, value("turn_sql_us"), value("turn_redis_us"))
    )
    senders = share(a.RATE, BULK) * value("send_cpu_us") / 1e6 / a.CORE_LOAD
    machines = math.ceil((web + senders) / a.CORES)
    journal = turns * a.KEPT_DAYS / 365 * value("journal_bytes") + turns / 365 * value("journal_fresh_bytes")
    outbox = notices * a.KEPT_DAYS / 365 * value("outbox_bytes")
    dialogs = turns / a.TURNS_A_TASK / 365 * 2 * value("dialog_bytes")
    limits = {
        "the contracts' segments a second": (share(a.RATE, BULK) + peak) / a.RATE,
        "one PostgreSQL of 32 cores": sql / 32,
        "one Redis, which is one core": redis,
        f"{machines + 1} machines for web and senders": (web + senders) / ((machines + 1) * a.CORES),
    }
    first = sorted(limits.items(), key=lambda item: -item[1])
    segments = notices + turns
    rows = "\n".join(f"| {name} | {part:.1%} |" for name, part in first)
    figures = "\n".join(f"| `{name}` | {about['value']:,} | {about['by']} |" for name, about in MEASURED.items())
    return f"""# At national size

Written by `python -m bench.national`: {a.WORKERS / 1e6:.0f} million workers worked out from measured figures (`bench/national/measured.json`) and from what is assumed
(`bench/national/assumed.py`), and a push to everybody played on a simulated clock. Change either and write it again. Nothing here was seen at this size; what is
not measured is said to be assumed.

## A year

| what | how much | from |
| --- | --- | --- |
| messages that come in | {turns / 1e6:,.0f} million | assumed: {a.TASKS_A_YEAR} tasks a worker of {a.TURNS_A_TASK} messages, and {a.REPLIES:.0%} of notices answered |
| notices | {notices / 1e6:,.0f} million | assumed: {a.NOTICES_A_YEAR} a worker |
| segments, at one a message each way | {segments / 1e6:,.0f} million | budgets of the texts: one segment for notice and daily answer |
| pesos | {segments * price / 1e6:,.0f} million | `MICUENTA_SEGMENT_PRICE`, {price} |
| journal, kept {a.KEPT_DAYS} days | {journal / GB:,.0f} GB | measured bytes a turn |
| outbox, kept {a.KEPT_DAYS} days | {outbox / GB:,.0f} GB | measured bytes a notice |
| Redis, two days' open dialogs | {dialogs / GB:,.1f} GB | measured bytes a dialog |
| loading six contributions a worker | {a.WORKERS * 6 / value("import_rows") / 3600:.1f} h in all, {a.WORKERS / value("import_rows") / 60:.0f} min a bimestre | measured rows a second |

## Machines

The busiest moment is the usual peak ({usual:,.0f} messages a second: {a.PEAK:.0f} times the mean) with the replies to a push ({pushed:,.0f} a second). At {a.CORE_LOAD:.0%} of a core it takes

| part | cores | machines of {a.CORES} |
| --- | --- | --- |
| web | {web:.2f} | {machines} with the senders, and one more so that one may fail |
| senders | {senders:.2f} | on the same |
| PostgreSQL | {sql:.2f} | one, and its standby |
| Redis | {redis:.2f} | one, and its replica |

## What breaks first

How much of each limit the busiest moment takes, the tightest first:

| limit | taken |
| --- | --- |
{rows}

Over 100% is where it breaks: while a push leaves, notices take {share(a.RATE, BULK)} segments a second and answers {peak:,.0f} more, which go back in the gateway's own reply and wait
for no limit of ours. Sign contracts for {share(a.RATE, BULK) + peak:,.0f} a second, or set `MICUENTA_SMS_RATE` to the contracts less the answers: the push then takes {a.RATE / (a.RATE - peak) - 1:.0%} longer at most.

More web machines are a line in a proxy, the contracts a signature. The stores come last: the journal can be divided by month and the machine of PostgreSQL grow several
times before it has to be divided by worker.

## The bimonthly push

Everybody is told of a contribution: planned over four hours from {_hour(BEGINS)} in Mexico City, at {a.RATE} segments a second of which notices may use {share(a.RATE, BULK)}, in four
zones with their own quiet hours, the first provider away for an hour from {_hour(AWAY[0])} while the second takes {a.SECOND} a second. The product's own spread of a plan,
quiet hours, share of the lane, breaker and waits between tries are what runs; messages are counted in steps of ten seconds.

- The last notice leaves {_span(played.ends - BEGINS)} after the first was due ({_span(calm.ends - BEGINS)} without the outage); {played.total / 1e6:,.1f} million are sent.
- At most {max(played.queue) / 1e6:,.1f} million wait; the oldest that could leave waits {max(played.age) / 3600:,.1f} h ({max(calm.age) / 3600:,.1f} h without the outage).
- {played.retried / 1e3:,.0f} thousand calls are in vain before and while the breaker tries the first provider again; none is lost.
- Replies come at {pushed:,.0f} a second at most: the push is bounded by the contracts, so they are too.

![Waiting](../images/push-queue.svg)

![Age](../images/push-age.svg)

![Messages a second](../images/push-rate.svg)

A code goes out through all of this at once: the urgent lane may use the whole rate, of which notices leave it a tenth.

## Measured

| figure | value | by |
| --- | --- | --- |
{figures}
"""


def _hours(seconds: list[float], minutes: int) -> list[float]:
    """As hours; what ended earlier waits no longer."""
    return [each / 3600 for each in seconds[:minutes]] + [0.0] * (minutes - len(seconds))


def _hour(moment: Any) -> str:
    return f"{moment - LOCAL:%H:%M}"


def _span(time: timedelta) -> str:
    hours = time.total_seconds() / 3600
    return f"{hours:.1f} h" if hours < 72 else f"{hours / 24:.1f} days"


if __name__ == "__main__":
    main()
