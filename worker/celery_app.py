"""The Celery app: which jobs there are, when they run, and how workers behave."""

from __future__ import annotations

import logging
import threading
from typing import Any

from celery import Celery
from kombu.entity import Queue

from config.settings import Settings
from sms.outbox.kick import JOBS, QUEUES, SEND_TASK, broker_url
from worker.parts import Runtime, assemble
from worker.schedule import SCHEDULE

THREADS = 8
"""Jobs at once in one worker. They mostly wait, so threads serve; senders have threads of their own."""

_given: list[Settings] = []
_parts: list[Runtime] = []
_joining = threading.Lock()


def use(settings: Settings) -> None:
    """Give the settings before anything asks for them; without this they come from the environment."""
    _given[:] = [settings]
    _parts.clear()


def settings() -> Settings:
    """The settings of this process."""
    if not _given:
        _given.append(Settings())
    return _given[0]


def parts() -> Runtime:
    """The parts of this process, joined when they are first needed."""
    with _joining:
        if not _parts:
            _parts.append(assemble(settings()))
        return _parts[0]


def configuration() -> dict[str, Any]:
    """Celery's own settings. Jobs are hints: no results, no redelivery, and a job lost costs one tick of the clock."""
    url = broker_url(str(settings().redis_url))
    return {
        "broker_url": url,
        "broker_connection_retry_on_startup": True,
        "broker_transport_options": {
            "socket_timeout": 30,
            "socket_connect_timeout": 5,
            "health_check_interval": 10,
            # How long (s) the worker may overlook a hint when its connection was replaced under it.
            "polling_interval": 0.25,
        },
        "worker_cancel_long_running_tasks_on_connection_loss": False,
        "task_ignore_result": True,
        "task_default_queue": JOBS,
        "task_queues": [Queue(name) for name in (*QUEUES.values(), JOBS)],  # type: ignore[no-untyped-call]  # kombu has no types
        "task_routes": {SEND_TASK: {"queue": QUEUES[0]}},
        "worker_pool": "threads",
        "worker_concurrency": THREADS,
        "worker_prefetch_multiplier": 1,
        "worker_hijack_root_logger": False,
        "worker_enable_remote_control": False,
        "worker_send_task_events": False,
        "beat_schedule": SCHEDULE,
        "beat_scheduler": "worker.ticking:Ticking",
        "beat_max_loop_interval": 5,
        "timezone": "America/Mexico_City",
        "enable_utc": True,
    }


# A line for every tick would hide what matters.
for _chatty in ("celery.app.trace", "celery.worker.strategy", "celery.beat"):
    logging.getLogger(_chatty).setLevel(logging.WARNING)

celery = Celery("micuenta", include=["worker.tasks"])
celery.add_defaults(configuration)
