"""Notices to be sent while things are killed, and the count at the end: lost 0, doubled 0."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from config.vault import Vault
from models.columns import table
from models.database import Database
from models.outbox.owing import Owed, enqueue_many
from models.tables.outbox import BULK, QUEUED, SENDING, OutboundMessage
from serving.child import start, stop
from tests.crash.sender_process import SECRET
from tests.outbox.twilio_server import TwilioServer

SIZE = int(os.environ.get("CRASH_SIZE", "200"))
"""Notices in each case; the full run of the documents takes 10,000."""

PATIENCE = 60 + SIZE / 20
_row: Any = table(OutboundMessage)


class Crash:
    """One database full of notices, a Twilio that remembers, senders that come and go."""

    def __init__(self, database: str, redis: str, twilio: TwilioServer) -> None:
        self.url = database
        self.redis = redis
        self.twilio = twilio
        self.database = Database(database, pool=4)
        self.prefix = f"{time.time_ns():x}"
        self._running: list[subprocess.Popen[bytes]] = []

    def owe(self, count: int = SIZE, lane: int = BULK, mark: str = "n") -> None:
        now, vault = datetime.now(UTC), Vault(SECRET)
        with self.database.transaction() as connection:
            owed = [
                Owed(
                    "notice.x", lane, "sms", f"+5255{i:08d}", f"{self.prefix} {mark}{i}", expires_at=now + timedelta(1)
                )
                for i in range(count)
            ]
            enqueue_many(connection, vault, owed, now)

    def sender(self, **given: Any) -> subprocess.Popen[bytes]:
        told = {"database": self.url, "redis": self.redis, "twilio": self.twilio.url, **given}
        process = start([sys.executable, "-m", "tests.crash.sender_process", json.dumps(told)])
        self._running.append(process)
        return process

    def until_sent(self, patience: float = PATIENCE) -> None:
        """Wait until nothing is queued or under way."""
        until = time.monotonic() + patience
        while self.waiting():
            assert time.monotonic() < until, f"still waiting: {self.statuses()}"
            time.sleep(0.1)

    def waiting(self) -> int:
        try:
            counts = self.statuses()
        except SQLAlchemyError:
            return 1
        return counts[QUEUED] + counts[SENDING]

    def statuses(self) -> Counter[str]:
        with self.database.connect() as connection:
            found = connection.execute(select(_row.c.status, func.count()).group_by(_row.c.status))
            return Counter(dict(tuple(row) for row in found))

    def accepted(self) -> list[dict[str, Any]]:
        return [message for message in self.twilio.accepted() if message["body"].startswith(self.prefix)]

    def check(self, count: int = SIZE) -> None:
        """Every notice with the provider exactly once, and its reference on its own row."""
        bodies = Counter(message["body"] for message in self.accepted())
        doubled = [body for body, times in bodies.items() if times > 1]
        lost = count - len(bodies)
        assert (lost, doubled) == (0, []), f"lost {lost}, doubled {len(doubled)}: {self.history(doubled[:3])}"
        with self.database.connect() as connection:
            refs = set(connection.execute(select(_row.c.provider_ref)).scalars())
        assert refs == {message["sid"] for message in self.accepted()}

    def history(self, bodies: list[str]) -> list[Any]:
        """What is known of messages that came twice."""
        times = [(message["body"], message["at"]) for message in self.accepted() if message["body"] in bodies]
        with self.database.connect() as connection:
            rows = connection.execute(select(_row).where(_row.c.attempts > 1).limit(20)).mappings().all()
        return [*times, *[{k: v for k, v in row.items() if k not in ("body", "subject")} for row in rows]]

    def close(self) -> None:
        for process in self._running:
            process.kill()
            stop(process)
        self.database.close()


@contextmanager
def crash(database: str, redis: str, twilio: TwilioServer) -> Iterator[Crash]:
    made = Crash(database, redis, twilio)
    twilio.mode()
    try:
        yield made
    finally:
        made.close()
