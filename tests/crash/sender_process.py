"""A sender as a process, that can be told at which seam to die: `python -m tests.crash.sender_process JSON`."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from redis import Redis, RedisError
from sqlalchemy.exc import SQLAlchemyError

from config.vault import Vault
from models.database import Database
from models.outbox.claims import Claim
from models.tables.outbox import BULK, URGENT
from notices.zones import ZONES
from sms.outbox import sender as sending
from sms.outbox.rate import Rate
from sms.outbox.reconcile import Reconciler
from sms.outbox.route import Route
from sms.outbox.sender import Sender
from sms.providers.base import Outcome, Outgoing
from sms.providers.twilio import Twilio

DEADLINE = 1.5
"""Seconds a call may take, and a third of a lease: short, so that the tests are, but no busy machine stalls so long."""

SECRET = "a secret key of the tests"


class Doom:
    """Kills this process when a seam is passed for the `after`th time."""

    def __init__(self, seam: str, after: int) -> None:
        self.seam = seam
        self._left = after
        self._lock = threading.Lock()

    def passes(self, seam: str, kill: Callable[[], None] | None = None) -> None:
        with self._lock:
            self._left -= seam == self.seam
            if seam == self.seam and self._left == 0:
                (kill or self.now)()

    @staticmethod
    def now() -> None:
        os.kill(os.getpid(), signal.SIGKILL)


class Doomed(Sender):
    """A sender that passes its seams."""

    doom: Doom

    def _record(self, *arguments: Any) -> list[Claim]:
        self.doom.passes("before claim")
        claims = super()._record(*arguments)
        if claims:
            self.doom.passes("after claim")
        if arguments[0]:
            self.doom.passes("after record")
        return claims


class DoomedTwilio(Twilio):
    doom: Doom

    def send(self, message: Outgoing) -> Outcome:
        self.doom.passes("during call", lambda: threading.Timer(0.01, Doom.now).start())
        outcome = super().send(message)
        self.doom.passes("before record")
        return outcome


def main(given: dict[str, Any]) -> None:
    deadline = given.get("deadline", DEADLINE)
    database, redis = Database(given["database"], pool=12), Redis.from_url(given["redis"])
    sending.REST_SECONDS = 0.05
    doom = Doom(given.get("seam", ""), given.get("after", 0))
    twilio = DoomedTwilio(
        account_sid="AC1",
        token="t",
        public_url="http://127.0.0.1:9",
        sender="1",
        api_url=given["twilio"],
        deadline=deadline,
    )
    twilio.doom = doom
    owner = f"p{os.getpid()}"
    route = Route([twilio], redis, lambda *_: None, _now, step_seconds=0.3)
    senders = [_sender(lane, given, database, redis, route, owner) for lane in (URGENT, BULK)]
    for each in senders:
        each.doom = doom
    reconciler = Reconciler(
        owner=f"look{owner}",
        transaction=database.transaction,
        vault=Vault(SECRET),
        providers={"twilio": twilio},
        clock=_now,
        again=timedelta(seconds=0.3),
        look_time=timedelta(seconds=6),
    )
    for work in (*(each.drain for each in senders), reconciler.uncertain):
        threading.Thread(target=_for_ever, args=(work,), daemon=True).start()
    signal.pause()


def _sender(lane: int, given: dict[str, Any], database: Database, redis: Redis, route: Route, owner: str) -> Doomed:
    deadline = given.get("deadline", DEADLINE)
    return Doomed(
        owner=owner,
        channel="sms",
        lane=lane,
        transaction=database.transaction,
        vault=Vault(SECRET),
        route=route,
        rate=Rate(redis, "sms", given.get("rate", 10_000), lane, hold=3 * deadline),
        clock=_now,
        awake=lambda _: ZONES,
        threads=given.get("threads", 8),
        deadline=deadline,
        grace=timedelta(seconds=1),
    )


def _for_ever(work: Callable[[], object]) -> None:
    while True:
        with suppress(SQLAlchemyError, RedisError, OSError):
            work()
        time.sleep(0.02)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
