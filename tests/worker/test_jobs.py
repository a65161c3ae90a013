"""The clock's jobs: each finds its work by itself, runs once at a time, and leaves a heartbeat."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from redis import Redis

from config.settings import Settings
from models.outbox.owing import Owed, enqueue
from models.tables.outbox import BULK, EXPIRED, FAILED, QUEUED, URGENT, DeadNumber, OutboundMessage
from sms.outbox.figures import figures as sending
from sms.outbox.health import LATE, NoHeartbeat, parts
from sms.outbox.kick import JOBS, QUEUES, Kick, broker_url
from sms.providers.demo import inbox
from tests.notices.world import Institution
from worker import celery_app, tasks
from worker.schedule import EVERY, SCHEDULE

PHONE = "+525512345678"


@pytest.fixture
def house(sqlite: str, settings: Settings, redis: Redis) -> Iterator[Institution]:
    """The worker's own parts, and an institution over the same database and clock."""
    celery_app.use(settings.model_copy(update={"database_url": sqlite, "public_url": "http://127.0.0.1:1"}))
    runtime = celery_app.parts()
    with closing(Institution(sqlite, runtime.clock, runtime.vault)) as made:
        yield made
    runtime.close()


def owe(house: Institution, lane: int = URGENT, **more: Any) -> str:
    with house.database.transaction() as connection:
        given = {"kind": "code", "channel": "sms", "recipient": PHONE, "text": "Hola"}
        return enqueue(connection, house.vault, Owed(lane=lane, **(given | more)), house.clock.now())


def status(house: Institution) -> list[str]:
    return [row.status for row in house.rows(OutboundMessage, OutboundMessage.id)]


def test_every_job_of_the_schedule_is_a_task_and_every_queue_has_a_consumer() -> None:
    celery_app.celery.loader.import_default_modules()
    known = set(celery_app.celery.tasks)
    assert {entry["task"] for entry in SCHEDULE.values()} <= known
    consumed = {queue.name for queue in celery_app.configuration()["task_queues"]}
    assert consumed == {*QUEUES.values(), JOBS}
    assert {entry["options"]["queue"] for entry in SCHEDULE.values()} <= consumed


def test_a_hint_sends_what_is_due_to_the_demo_phone(house: Institution, redis: Redis) -> None:
    owe(house)
    tasks.send(URGENT)
    assert status(house) == ["sent"]
    assert redis.llen(inbox(house.vault, PHONE)) == 1


def test_the_sweep_hints_only_at_lanes_with_something_due(house: Institution, redis: Redis) -> None:
    owe(house, URGENT, not_before=house.clock.now() + timedelta(minutes=1))
    tasks.sweep()
    assert redis.llen(QUEUES[URGENT]) == redis.llen(QUEUES[BULK]) == 0
    owe(house, URGENT)
    tasks.sweep()
    assert (redis.llen(QUEUES[URGENT]), redis.llen(QUEUES[BULK])) == (1, 0)


def test_what_is_past_its_use_or_not_wanted_ends(house: Institution) -> None:
    owe(house, expires_at=house.clock.now())
    owe(house, BULK)
    house.add(DeadNumber, recipient=PHONE, reason="landline", at=house.clock.now())
    tasks.end()
    assert sorted(status(house)) == [EXPIRED, FAILED]


def test_a_plan_becomes_messages_and_a_second_plan_nothing(house: Institution, redis: Redis) -> None:
    house.contribution(house.worker())
    tasks.plan()
    tasks.plan()
    house.clock.move(timedelta(minutes=1))
    tasks.prepare()
    tasks.prepare()
    assert status(house) == [QUEUED]
    tasks.send(BULK)
    assert status(house) == ["sent"]
    assert redis.llen(inbox(house.vault, "+525500000001")) == 1


def test_calls_in_doubt_are_looked_up(house: Institution) -> None:
    message = owe(house)
    doubtful = {"status": "sending", "provider": "demo", "owner": "dead", "attempts": 1}
    moments = {"claimed_at": house.clock.now(), "lease_until": house.clock.now()}
    house.change(OutboundMessage, **doubtful, **moments)
    tasks.look()
    assert status(house) == [QUEUED]
    tasks.send(URGENT)
    house.change(OutboundMessage, **doubtful, **moments)
    tasks.look()
    assert status(house) == ["sent"]
    assert message


def test_a_machine_whose_clock_is_off_looks_nothing_up(house: Institution, monkeypatch: pytest.MonkeyPatch) -> None:
    owe(house)
    moments = {"claimed_at": house.clock.now(), "lease_until": house.clock.now()}
    house.change(OutboundMessage, status="sending", provider="demo", owner="far away", attempts=1, **moments)
    monkeypatch.setattr("worker.tasks.seconds_ahead", lambda *_: -6.0)
    tasks.look()
    assert status(house) == ["sending"]


def test_receipts_that_did_not_come_are_asked_for(house: Institution) -> None:
    owe(house)
    tasks.send(URGENT)
    house.clock.move(timedelta(hours=2))
    tasks.receipts()
    assert status(house) == ["delivered"]


def test_texts_of_messages_that_ended_are_forgotten_after_a_week(house: Institution) -> None:
    owe(house, subject="x", channel="email")
    owe(house)
    house.change(OutboundMessage, status="delivered", final_at=house.clock.now())
    house.clock.move(timedelta(days=8))
    owe(house)
    tasks.housekeeping()
    bodies = [len(row.body) for row in house.rows(OutboundMessage, OutboundMessage.created_at)]
    assert bodies[:2] == [0, 0]
    assert bodies[2] > 0


def test_a_code_is_wiped_soon_after_its_end(house: Institution) -> None:
    owe(house)
    owe(house, kind="reply")
    house.change(OutboundMessage, status="delivered", final_at=house.clock.now())
    owe(house)
    house.clock.move(timedelta(minutes=15))
    tasks.housekeeping()
    left = {(row.kind, row.status, len(row.body) > 0) for row in house.rows(OutboundMessage)}
    assert left == {("code", "delivered", False), ("reply", "delivered", True), ("code", "queued", True)}


def test_a_dead_number_gets_another_chance_after_two_months(house: Institution) -> None:
    house.add(DeadNumber, recipient=PHONE, reason="landline", at=house.clock.now())
    house.clock.move(timedelta(days=59))
    tasks.purge()
    assert len(house.rows(DeadNumber)) == 1
    house.clock.move(timedelta(days=2))
    tasks.purge()
    assert house.rows(DeadNumber) == []


def test_the_purge_runs_once_a_day_and_at_night(house: Institution) -> None:
    dead = {"recipient": PHONE, "reason": "landline", "at": house.clock.now() - timedelta(days=90)}
    house.clock.move(timedelta(hours=15))  # one in the morning
    house.add(DeadNumber, **dead)
    tasks.purge()
    assert len(house.rows(DeadNumber)) == 1
    house.clock.move(timedelta(hours=1))
    tasks.purge()
    assert house.rows(DeadNumber) == []
    house.add(DeadNumber, **dead)
    tasks.purge()
    assert len(house.rows(DeadNumber)) == 1, "today's is done"


def test_a_job_whose_twin_is_running_does_nothing(house: Institution, redis: Redis) -> None:
    owe(house, expires_at=house.clock.now())
    redis.set("job:end", "a twin")
    tasks.end()
    assert status(house) == [QUEUED]
    assert redis.get("job:end") == b"a twin", "another's lock is never taken away"


def test_a_job_waits_for_its_next_tick_when_redis_is_away(sqlite: str, settings: Settings) -> None:
    celery_app.use(settings.model_copy(update={"database_url": sqlite, "redis_url": "unix:///nowhere"}))
    tasks.sweep()
    celery_app.parts().close()


def test_heartbeats_tell_whether_clock_and_worker_live(house: Institution, redis: Redis) -> None:
    health = parts(redis, house.database.connect, house.clock)
    health.checks["worker"]()
    owe(house)
    house.clock.move(timedelta(seconds=LATE + 1))
    with pytest.raises(NoHeartbeat, match="micuenta worker"):
        health.checks["worker"]()
    tasks.sweep()
    health.checks["worker"]()
    redis.hset("heartbeat:jobs", "sweep", str(time.time() - LATE - 1))
    with pytest.raises(NoHeartbeat, match="for 61 s"):
        health.checks["worker"]()


def test_figures_tell_when_jobs_ran_and_how_they_ended(house: Institution, redis: Redis) -> None:
    tasks.sweep()
    figures = {metric.name: metric.samples for metric in parts(redis, house.database.connect, house.clock).figures()}
    assert [sample.labels["task"] for sample in figures["micuenta_job_age_seconds"]] == ["sweep"]
    counted = {
        (sample.name, *sample.labels.values()): sample.value
        for family in sending(celery_app.parts().tally)
        for sample in family.samples
    }
    assert counted["micuenta_jobs_total", "sweep", "done"] == counted["micuenta_job_seconds_count", "sweep"] == 1
    assert counted["micuenta_jobs_total", "sweep", "failed"] == 0


def test_figures_count_what_ended_within_the_hour_and_why(house: Institution, redis: Redis) -> None:
    owe(house, BULK)
    owe(house, BULK)
    ended = {"status": "failed", "reason": "landline", "final_at": house.clock()}
    house.change(OutboundMessage, **ended)
    read = parts(redis, house.database.connect, house.clock).figures

    def counted() -> list[tuple[list[str], float]]:
        samples = next(metric.samples for metric in read() if metric.name == "micuenta_messages_ended")
        return [(list(sample.labels.values())[1:], sample.value) for sample in samples]

    assert counted() == [(["failed", "landline"], 2)]
    house.clock.move(timedelta(hours=1, seconds=1))
    assert counted() == []


def test_a_hint_that_cannot_be_given_is_no_error() -> None:
    Kick("unix:///nowhere")(URGENT)
    Kick("redis://127.0.0.1:1")(BULK)
    Kick("unix:///nowhere").plan()


def test_hints_go_to_the_lanes_queue(redis: Redis, redis_url: str) -> None:
    kick = Kick(redis_url)
    kick()
    kick(BULK)
    kick.plan()
    assert [redis.llen(queue) for queue in ("urgent", "bulk", "jobs")] == [1, 1, 1]


def test_the_broker_speaks_to_the_same_redis() -> None:
    assert broker_url("unix:///a/b.sock") == "redis+socket:///a/b.sock"
    assert broker_url("redis://h:1/2") == "redis://h:1/2"
    assert set(EVERY) == set(SCHEDULE)
