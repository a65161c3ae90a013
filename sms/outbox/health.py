"""What operators see of the sending: is the clock running, is anybody working, which way it goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from prometheus_client.core import GaugeMetricFamily, Metric
from redis import Redis, RedisError
from sqlalchemy import Connection, bindparam, func, select
from sqlalchemy.exc import SQLAlchemyError

from models.columns import columns
from models.tables.outbox import QUEUED, OutboundMessage
from sms.gateways.health import PartCheck

HEARTBEAT = "heartbeat:"
LATE = 60
"""Seconds without a heartbeat after which the clock or the worker counts as gone."""

_row = columns(OutboundMessage)
_ended = (
    select(_row.kind, _row.status, func.coalesce(_row.reason, ""), func.count())
    .where(_row.final_at >= bindparam("since"))
    .group_by(_row.kind, _row.status, _row.reason)
)
_late = select(_row.id).where(_row.status == QUEUED, _row.not_before < bindparam("moment")).limit(1)


@dataclass(frozen=True, slots=True)
class Parts:
    """For `sms.gateways.health.health_routes`: named checks, and a source of figures."""

    checks: dict[str, PartCheck]
    figures: Callable[[], Iterable[Metric]]


class NoHeartbeat(Exception):
    """The worker or its clock has not been heard of."""


def beat(redis: Redis, job: str) -> None:
    """Note that a job has just run."""
    redis.hset(HEARTBEAT + "jobs", job, f"{time.time():.0f}")


def parts(redis: Redis, connect: Callable[[], Connection], now: Callable[[], datetime]) -> Parts:
    """The outbox's checks and figures."""

    def ages() -> dict[str, float]:
        kept = redis.hgetall(HEARTBEAT + "jobs")
        return {_text(job): time.time() - float(at) for job, at in kept.items()}

    def worker() -> None:
        with suppress(RedisError, SQLAlchemyError):  # which are parts of their own, and say so themselves
            age = ages().get("sweep")
            # A service that has just been set up is well until something waits for the worker.
            if age > LATE if age is not None else waits():
                since = "ever" if age is None else f"for {age:.0f} s"
                raise NoHeartbeat(f"no worker and beat heard {since}; start `micuenta worker` and `micuenta beat`")

    def waits() -> bool:
        with connect() as connection:
            return connection.execute(_late, {"moment": now() - timedelta(seconds=LATE)}).first() is not None

    def figures() -> Iterator[Metric]:
        age = GaugeMetricFamily("micuenta_job_age_seconds", "Since a job last ran.", labels=["task"])
        for job, seconds in ages().items():
            age.add_metric([job], seconds)
        yield age
        ended = GaugeMetricFamily(
            "micuenta_messages_ended", "Messages that ended within the hour.", labels=["kind", "status", "cause"]
        )
        with connect() as connection:
            for kind, status, cause, count in connection.execute(_ended, {"since": now() - timedelta(hours=1)}):
                ended.add_metric([kind, status, cause], count)
        yield ended

    return Parts({"worker": worker}, figures)


def _text(raw: bytes | str) -> str:
    return raw.decode() if isinstance(raw, bytes) else raw
