"""The jobs of the worker. Each is short or bounded in batches, idempotent, and found again by the clock if lost."""

from __future__ import annotations

import time
from contextlib import suppress

from celery.signals import worker_ready, worker_shutdown, worker_shutting_down
from celery.utils.log import get_task_logger
from redis import RedisError

from flows.turn.turn import INSTITUTION_TIME
from models.board.campaigns import recount
from models.board.counting import count_window
from models.cases.counts import recount as recount_cases
from models.database import seconds_ahead
from models.keeping.purge import done_on
from models.keeping.purge import purge as forget
from models.keeping.rule import Rule
from models.keeping.rules import RULES
from models.notices.due import expire
from models.outbox.watch import due as anything_due
from models.outbox.watch import end_queued
from models.tables.outbox import BULK, EXPIRED, FAILED, URGENT
from notices.planning import plan_notices
from sms.outbox.health import beat
from sms.outbox.kick import SEND_TASK
from sms.outbox.reconcile import BATCH
from turns.parts import ages
from worker.celery_app import celery, parts
from worker.jobs import LONG_LEASE, job
from worker.parts import Runtime

PURGE_FROM = 2
"""The institution's hour from which on the day's purge runs, when few write."""

PURGE_SECONDS = 240.0
"""How long a job may forget before it leaves the rest to its next tick; less than its lease."""

BOARD_SECONDS = 30.0
"""How long the board may be counted for at a time; less than its tick."""

MOST_AHEAD = 5.0
"""Seconds that a machine's clock may be off the database's; half of what a lease leaves after the last request."""

_log = get_task_logger(__name__)


@celery.task(name=SEND_TASK, ignore_result=True)  # type: ignore[untyped-decorator]  # Celery has no types
def send(lane: int) -> None:
    """Send what is due in a lane."""
    parts().dispatcher.send(lane)


@worker_shutting_down.connect(weak=False)  # type: ignore[untyped-decorator]  # Celery has no types
def _stop(**_: object) -> None:
    """A worker told to stop claims nothing more; what it is sending it finishes."""
    parts().dispatcher.stop()


@worker_shutdown.connect(weak=False)  # type: ignore[untyped-decorator]  # Celery has no types
def _count(**_: object) -> None:
    """Nothing that was counted goes with the process."""
    parts().tally.hand_over()


@worker_ready.connect(weak=False)  # type: ignore[untyped-decorator]  # Celery has no types
def _hello(**_: object) -> None:
    """Tell at once that there is a worker; the first tick of the clock comes later."""
    with suppress(RedisError):
        beat(parts().redis, "sweep")


@job("sweep")
def sweep(runtime: Runtime) -> None:
    """Wake the senders for whatever a lost hint, a retry or the end of a pause has made due."""
    with runtime.database.connect() as connection:
        lanes = [lane for lane in (URGENT, BULK) if anything_due(connection, lane, runtime.clock())]
    for lane in lanes:
        runtime.kick(lane)


@job("look")
def look(runtime: Runtime) -> None:
    """Look up calls in doubt; not by a clock that is off, to which another machine's leases seem over."""
    with runtime.database.connect() as connection:
        ahead = seconds_ahead(connection, time.time())
    if abs(ahead) > MOST_AHEAD:
        _log.error("this machine's clock is %+.0f s off the database's: set it (NTP); nothing is looked up", ahead)
        return
    while runtime.reconciler.uncertain() == BATCH:
        pass


@job("receipts")
def receipts(runtime: Runtime) -> None:
    """Ask for receipts that did not come; a batch a tick, so as not to flood the provider with questions."""
    runtime.reconciler.receipts()


@job("end")
def end(runtime: Runtime) -> None:
    """End queued messages that are past their use, or whose recipient wants none."""
    for status, reason in ((EXPIRED, None), (FAILED, "opted_out")):
        with runtime.database.transaction() as connection:
            kinds = end_queued(connection, status, reason, runtime.clock())
        if status == EXPIRED:
            runtime.counted.expired(kinds)


@job("plan", LONG_LEASE)
def plan(runtime: Runtime) -> None:
    """Plan the notices that are due: after an import, and by the calendar."""
    faults: dict[str, str] = {}
    settings = runtime.settings
    for step in plan_notices(runtime.database, runtime.clock(), held_out=settings.held_out, ages=ages(settings)):
        faults = step.faults
    for kind, reason in faults.items():
        _log.error("no %s notices were planned: %s; tell the developers", kind, reason)
    _prepare(runtime)


@job("prepare")
def prepare(runtime: Runtime) -> None:
    """Write the notices that leave soon, and wake the sender."""
    with runtime.database.transaction() as connection:
        expire(connection, int(runtime.clock().timestamp()))
    _prepare(runtime)


def _prepare(runtime: Runtime) -> None:
    if runtime.preparer.fill():
        runtime.kick(BULK)


@job("board", LONG_LEASE)
def board(runtime: Runtime) -> None:
    """Count for the supervisors' board what has happened since the last time."""
    ends = time.monotonic() + BOARD_SECONDS
    with runtime.database.connect() as connection:
        recount_cases(connection, runtime.clock())
        while (began := time.monotonic()) < ends and count_window(connection, runtime.clock()):
            time.sleep(time.monotonic() - began)  # others write, too


@job("campaigns", LONG_LEASE)
def campaigns(runtime: Runtime) -> None:
    """Count how each kind of notice stands."""
    with runtime.database.transaction() as connection:
        recount(connection, runtime.clock())


@job("housekeeping", LONG_LEASE)
def housekeeping(runtime: Runtime) -> None:
    """Forget what may not rest: codes, answers kept for retries, texts of messages that ended."""
    _forget(runtime, [rule for rule in RULES if rule.soon])


@job("purge", LONG_LEASE)
def purge(runtime: Runtime) -> None:
    """Once a day, at night, forget everything past its time; a tick goes on where the one before was stopped."""
    local = runtime.clock().astimezone(INSTITUTION_TIME)
    if local.hour < PURGE_FROM:
        return
    with runtime.database.connect() as connection:
        done = done_on(connection, local.date())
    _forget(runtime, [rule for rule in RULES if not rule.soon and rule.name not in done])


def _forget(runtime: Runtime, rules: list[Rule]) -> None:
    ends = time.monotonic() + PURGE_SECONDS
    for _ in forget(runtime.database, rules, runtime.settings.keeping, runtime.clock()):
        if time.monotonic() > ends:
            return
