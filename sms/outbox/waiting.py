"""What waits to be sent, for `/metrics`: how much, how long, and whether notices will be out before the night."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client.core import GaugeMetricFamily, Metric
from redis import Redis
from sqlalchemy import Connection, bindparam, case, func, select

from models.columns import columns
from models.notices.pauses import held
from models.tables.outbox import BULK, QUEUED, SENDING, OutboundMessage
from sms.outbox.kick import JOBS, QUEUES

_row = columns(OutboundMessage)
_rows = (
    select(_row.channel, _row.lane, _row.status, func.count())
    .where(_row.status.in_((QUEUED, SENDING)))
    .group_by(_row.channel, _row.lane, _row.status)
)
_due = (
    select(
        *(_row.channel, _row.lane, func.coalesce(_row.zone, "")),
        *(func.sum(_row.segments), func.min(_row.not_before)),
    )
    .where(_row.status == QUEUED, _row.not_before <= bindparam("moment"))
    .where(case((_row.lane == BULK, ~held(_row.kind)), else_=True))
    .group_by(_row.channel, _row.lane, _row.zone)
)
_missed = (
    select(func.count())
    .select_from(OutboundMessage)
    .where(_row.status == QUEUED, _row.lane == BULK, _row.zone == bindparam("of_zone"))
    .where(_row.not_before <= bindparam("moment"), ~held(_row.kind))
)


@dataclass(frozen=True, slots=True)
class Pace:
    """What bounds the sending: segments a second; each provider's share of calls in per cent; and the nights by zone.

    `nights` gives for each zone the seconds until its quiet hours begin, negative in them: since when. No zones: none.
    """

    rate: int
    shares: Callable[[], Mapping[str, int]]
    nights: Callable[[datetime], Mapping[str, float]]


def backlog(
    redis: Redis, connect: Callable[[], Connection], now: Callable[[], datetime], pace: Pace
) -> Iterator[Metric]:
    """Asked anew at each scrape, of SQL and Redis. Raises SQLAlchemyError and RedisError."""
    moment = now()
    nights = pace.nights(moment)
    rows = _gauge("micuenta_outbox_rows", "Messages that have not been sent.", "channel", "lane", "status")
    due = _gauge("micuenta_due_segments", "Segments that are due and not paused.", "channel", "lane", "zone")
    age = _gauge("micuenta_due_age_seconds", "Of the oldest message that could leave now.", "channel", "lane")
    missed = _gauge("micuenta_missed_rows", "Notices that were due before the quiet hours of now.", "zone")
    with connect() as connection:
        for channel, lane, status, count in connection.execute(_rows):
            rows.add_metric([channel, QUEUES[lane], status], count)
        oldest: dict[tuple[str, str], datetime] = {}
        for channel, lane, zone, segments, since in connection.execute(_due, {"moment": moment}):
            due.add_metric([channel, QUEUES[lane], zone], segments)
            if nights.get(zone, 0.0) >= 0:
                key = channel, QUEUES[lane]
                oldest[key] = min(oldest.get(key, since), since)
        for lanes, since in oldest.items():
            age.add_metric(lanes, (moment - since).total_seconds())
        for zone, seconds in nights.items():
            began = {"of_zone": zone, "moment": moment + timedelta(seconds=seconds)}
            missed.add_metric([zone], connection.execute(_missed, began).scalar_one() if seconds < 0 else 0)
    night = _gauge("micuenta_quiet_in_seconds", "Until the quiet hours of a zone begin; 0 in them.", "zone")
    for zone, seconds in nights.items():
        night.add_metric([zone], max(seconds, 0.0))
    hints = _gauge("micuenta_hints", "Hints that no worker has taken yet.", "queue")
    for queue in (*QUEUES.values(), JOBS):
        hints.add_metric([queue], redis.llen(queue))
    share = _gauge("micuenta_provider_share", "Per cent of calls that a provider is given.", "provider")
    for name, percent in pace.shares().items():
        share.add_metric([name], percent)
    rate = _gauge("micuenta_rate_segments", "Segments a second that may leave.")
    rate.add_metric([], pace.rate)
    yield from (rows, due, age, missed, night, hints, share, rate)


def _gauge(name: str, says: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, says, labels=labels)
