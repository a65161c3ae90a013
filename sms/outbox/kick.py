"""Saying "there is work" to the Celery workers, after a commit.

It is a hint: the truth is in SQL, and a sweep finds what a lost hint missed.
"""

from __future__ import annotations

import logging

from celery import Celery
from kombu.exceptions import OperationalError

from models.tables.outbox import BULK, URGENT

SEND_TASK = "sms.send"
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
        try:
            self._celery.send_task(
                SEND_TASK, (lane,), queue=QUEUES[lane], expires=HINT_LIFE, retry=False, ignore_result=True
            )
        except (OperationalError, OSError) as problem:
            _log.warning("broker away, the sweep will find the message: %s", type(problem).__name__)
