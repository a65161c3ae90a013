"""Whoever names a task or a queue from outside names one that there is: a hint to nobody is lost in silence."""

from __future__ import annotations

import pytest

from sms.outbox.kick import JOBS, PLAN_TASK, QUEUES, SEND_TASK
from worker import tasks
from worker.celery_app import celery
from worker.schedule import EVERY, SCHEDULE


@pytest.mark.parametrize("name", [SEND_TASK, PLAN_TASK, *(entry["task"] for entry in SCHEDULE.values())])
def test_every_task_that_is_named_is_there(name: str) -> None:
    assert name in celery.tasks


def test_every_job_is_started_by_the_clock() -> None:
    jobs = {name.removeprefix("jobs.") for name in celery.tasks if name.startswith("jobs.")}
    assert jobs == set(EVERY)
    assert tasks.send.name == "sms.send"


def test_every_queue_that_is_named_is_listened_to() -> None:
    listened = {queue.name for queue in celery.conf.task_queues}
    assert listened == {*QUEUES.values(), JOBS}
    assert {entry["options"]["queue"] for entry in SCHEDULE.values()} == {JOBS}
