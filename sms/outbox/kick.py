"""Saying "there is work" to the Celery workers, after a commit.

It is a hint: the truth is in SQL, and a sweep finds what a lost hint missed.
"""

from __future__ import annotations

import logging

from celery import Celery
from kombu.exceptions import OperationalError

from models.tables.outbox import BULK, URGENT

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
        self._celery = Celery("micuenta", broker=broker_url(redis_url), set_as_current=False)
        self._celery.conf.update(
            broker_connection_timeout=1,
            broker_transport_options={"socket_timeout": 2, "socket_connect_timeout": 1},
            task_ignore_result=True,
        )

    def __call__(self, lane: int = URGENT) -> None:
        """Tell the senders of `lane` that a row was committed."""
        self._tell(SEND_TASK, (lane,), QUEUES[lane])

    def plan(self) -> None:
        """Tell that the institution's records have changed, so that there may be something to tell workers."""
        self._tell(PLAN_TASK, (), JOBS)

    def _tell(self, task: str, arguments: tuple[int, ...], queue: str) -> None:
        try:
            self._celery.send_task(task, arguments, queue=queue, expires=HINT_LIFE, retry=False, ignore_result=True)
        except (OperationalError, OSError) as problem:
            _log.warning("broker away, the clock will find what there is to do: %s", type(problem).__name__)
