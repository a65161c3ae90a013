"""How a job runs: alone, unless a twin has it already, and with a heartbeat when it has run."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from celery.utils.log import get_task_logger
from redis import RedisError
from redis.exceptions import LockNotOwnedError
from sqlalchemy.exc import SQLAlchemyError

from config.outages import outage_name
from sms.outbox.figures import JOB_SECONDS, JOBS
from sms.outbox.health import beat
from worker.celery_app import celery, parts
from worker.parts import Runtime

LEASE = 30
"""Seconds a job is its runner's alone; a runner that dies is replaced after that. Every job is safe to run twice."""

LONG_LEASE = 300
"""The same for a job that goes through whole tables."""

_log = get_task_logger(__name__)


def job(name: str, lease: int = LEASE) -> Callable[[Callable[[Runtime], object]], Any]:
    """A Celery task for one job. SQL or Redis away: the next tick tries again."""

    def made(work: Callable[[Runtime], object]) -> Any:
        @functools.wraps(work)
        def task() -> None:
            runtime = parts()
            outcome, began = "failed", time.monotonic()
            alone = runtime.redis.lock(f"job:{name}", timeout=lease)
            try:
                if not alone.acquire(blocking=False):
                    outcome = "twin"
                    return
                try:
                    work(runtime)
                    beat(runtime.redis, name)
                    outcome = "done"
                    runtime.tally.observe(JOB_SECONDS, time.monotonic() - began, name)
                finally:
                    with suppress(LockNotOwnedError):  # it took longer than its lease, and a twin has it
                        alone.release()
            except (RedisError, SQLAlchemyError) as away:
                outcome = "away"
                _log.warning("%s waits for its next tick: %s", name, outage_name(away))
            finally:
                runtime.tally.add(JOBS, name, outcome)
                if runtime.traces and outcome != "twin":
                    runtime.traces.job(name, outcome, began)
                runtime.tally.add(JOBS, name, "failed", by=0)  # an increase is seen only over a figure that was there

        return celery.task(task, name=f"jobs.{name}", ignore_result=True)

    return made
