"""Saying "there is work" to the Celery workers, after a commit.

It is a hint: the truth is in SQL, and a sweep finds what a lost hint missed. It is written as Celery writes it (message
protocol 2, in Kombu's envelope for Redis) and without Celery, which no web process has to hold for that.
"""

from __future__ import annotations

import json
import logging
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from redis import RedisError

from models.tables.outbox import BULK, URGENT
from turns.store import connect

SEND_TASK = "sms.send"
PLAN_TASK = "jobs.plan"
JOBS = "jobs"
"""The queue of what the clock starts."""

QUEUES = {URGENT: "urgent", BULK: "bulk"}
HINT_LIFE = 60
"""Seconds after which a hint is dropped unread: by then a sweep has found the row."""

_log = logging.getLogger(__name__)


def broker_url(redis_url: str) -> str:
    """The broker address for Celery, which spells a UNIX socket in its own way."""
    return redis_url.replace("unix://", "redis+socket://", 1)


class Kick:
    """Wakes the senders of a lane; never raises, because the message is already safe."""

    def __init__(self, redis_url: str) -> None:
        self._redis = connect(redis_url)

    def __call__(self, lane: int = URGENT) -> None:
        """Tell the senders of `lane` that a row was committed."""
        self._tell(SEND_TASK, (lane,), QUEUES[lane])

    def plan(self) -> None:
        """Tell that the institution's records have changed, so that there may be something to tell workers."""
        self._tell(PLAN_TASK, (), JOBS)

    def _tell(self, task: str, arguments: tuple[int, ...], queue: str) -> None:
        try:
            self._redis.lpush(queue, hint(task, arguments, queue, datetime.now(UTC)))
        except (RedisError, OSError) as problem:
            _log.warning("broker away, the clock will find what there is to do: %s", type(problem).__name__)


def hint(task: str, arguments: tuple[int, ...], queue: str, now: datetime) -> str:
    """What Celery's own `send_task` would have put into the queue, less the fields that may be left out."""
    body = json.dumps([arguments, {}, {}]).encode()
    task_id = str(uuid4())
    return json.dumps(
        {
            "body": b64encode(body).decode(),
            "content-encoding": "utf-8",
            "content-type": "application/json",
            "headers": {
                "lang": "py",
                "task": task,
                "id": task_id,
                "root_id": task_id,
                "expires": (now + timedelta(seconds=HINT_LIFE)).isoformat(),
                "ignore_result": True,
            },
            "properties": {
                "correlation_id": task_id,
                "delivery_tag": str(uuid4()),
                "delivery_mode": 2,
                "delivery_info": {"exchange": "", "routing_key": queue},
                "priority": 0,
                "body_encoding": "base64",
            },
        }
    )
