"""Whoever names a task or a queue from outside names one that there is: a hint to nobody is lost in silence."""

from __future__ import annotations

import json
from typing import Any

import pytest
from kombu import Connection
from redis import Redis

from models.tables.outbox import BULK
from sms.outbox.kick import HINT_LIFE, JOBS, PLAN_TASK, QUEUES, SEND_TASK, Kick, broker_url
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


def test_a_hint_is_what_celery_itself_would_have_written(redis: Redis, redis_url: str) -> None:
    queue = QUEUES[BULK]
    with Connection(broker_url(redis_url)) as broker:
        celery.send_task(SEND_TASK, (BULK,), queue=queue, expires=HINT_LIFE, ignore_result=True, connection=broker)
        Kick(redis_url)(BULK)
        ours, theirs = (json.loads(written) for written in redis.lrange(queue, 0, -1))
        taken = broker.SimpleQueue(queue)
        read = [taken.get(timeout=1) for _ in range(2)]
        taken.close()
    for part in ("content-encoding", "content-type"):
        assert ours[part] == theirs[part]
    for part in ("headers", "properties"):
        assert ours[part].keys() <= theirs[part].keys()
        assert _settled(ours[part]) == {name: _settled(theirs[part])[name] for name in _settled(ours[part])}
    assert [message.payload[:2] for message in read] == [[[BULK], {}]] * 2
    assert ours["headers"]["expires"].endswith("+00:00")


def _settled(told: dict[str, Any]) -> dict[str, Any]:
    """What is the same in two hints."""
    own = {"id", "root_id", "expires", "correlation_id", "delivery_tag"}
    return {name: value for name, value in told.items() if name not in own}
