"""What waits to be sent and what bounds it, joined from the settings for `/metrics`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import partial

from prometheus_client.core import Metric
from redis import Redis

from config.settings import Settings
from models.breaker import Breaker
from models.database import Database
from models.outbox.shifts import keeps_shifts
from notices.zones import nights
from sms.outbox.waiting import Pace, backlog
from sms.providers.email import Smtp


def paced_backlog(
    settings: Settings, database: Database, redis: Redis, clock: Callable[[], datetime]
) -> Callable[[], Iterator[Metric]]:
    """What `/metrics` asks at each scrape."""
    names = [*settings.sms_providers, *([Smtp.name] if settings.smtp_url else [])]
    breaker = Breaker(names, redis, keeps_shifts(database), clock)
    pace = Pace(settings.sms_rate, breaker.shares, lambda now: nights(now, settings.quiet_span))
    return partial(backlog, redis, database.connect, clock, pace)
