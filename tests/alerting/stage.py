"""The service with each store and each system it calls behind a proxy, and what it always has to do."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from models.database import Database
from models.migrate import upgrade
from models.outbox.owing import Owed, enqueue_many
from models.tables.outbox import URGENT
from sms.outbox.kick import Kick
from tests.outages.places import before_postgresql, before_redis
from tests.outages.proxy import Proxy
from tests.outages.service import Service
from tests.outages.webhook import message, post
from tests.outbox.twilio_server import twilio_server
from tests.servers import DURABLE, postgres_server, redis_server
from tests.source.institution import TOKEN as FACTS_TOKEN
from tests.source.institution import serving
from turns.parts import vault

CEILING = 40
"""Messages a day that a line without an account is answered here."""
PARTS = ("web", "worker", "beat")


class Stage:
    """Everything that runs; a message and a code a second, and a receipt for each. `more` are settings."""

    def __init__(self, stack: ExitStack, port: int, **more: str) -> None:
        self._numbers = count(1)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mc-", dir="/tmp")))
        there, postgres = stack.enter_context(redis_server()), stack.enter_context(postgres_server(DURABLE))
        upgrade(postgres)
        self.twilio = stack.enter_context(twilio_server())
        _, institution = stack.enter_context(serving(folder))
        self.redis, redis = before_redis(there)
        self.sql, database = before_postgresql(postgres, pause=0.03)
        self.provider = Proxy(("127.0.0.1", urlsplit(self.twilio.url).port or 0))
        self.source = Proxy(("127.0.0.1", urlsplit(institution).port or 0))
        for proxy in (self.redis, self.sql, self.provider, self.source):
            stack.enter_context(closing(proxy))
        given = {
            "data": str(folder / "data"),
            "sms_providers": "twilio",
            "twilio_account_sid": "AC1",
            "twilio_from": "30900",
            "twilio_api_url": f"http://127.0.0.1:{self.provider.port}",
            "facts_url": f"http://127.0.0.1:{self.source.port}/v1",
            "facts_token": FACTS_TOKEN,
            "sms_rate": "200",
            "quiet_hours": "off",
            "stranger_messages": str(CEILING),
            **more,
        }
        self._service = Service(port, database, redis, given, stack.enter_context((folder / "log").open("wb")))
        self.begin, self.kill, self.running = self._service.begin, self._service.kill, self._service.running
        self.owed: set[str] = set()
        self.database = stack.enter_context(closing(Database(postgres)))
        self._kick = Kick(there)
        self._vault = vault(self._service.settings)
        self.receipts = True
        stack.callback(self._service.stop)
        self.begin(*PARTS)
        for every, what in ((1.0, self.talk), (1.0, self.owe), (0.5, self._receipts())):
            stack.enter_context(steadily(what, every))

    def talk(self, words: str = "hola", line: str = "") -> str | None:
        """A message of a line, by default of one that was never heard."""
        return message(self._service.port, line or self.line(), f"a{next(self._numbers)}", words)

    def line(self) -> str:
        """One that was never heard of."""
        return f"+5255{next(self._numbers):08d}"

    def owe(self, many: int = 1, kind: str = "code", lane: int = URGENT, *, hint: bool = True, **more: Any) -> str:
        """Owe messages, straight to the database, and hint at them; gives the line of the last."""
        keys = more.pop("vault", self._vault)
        lines = [self.line() for _ in range(many)]
        owed = [Owed(kind, lane, "sms", line, "Tu codigo es 123456", **more) for line in lines]
        with self.database.transaction() as connection:
            enqueue_many(connection, keys, owed, datetime.now(UTC))
        self.owed |= set(lines)
        if hint:
            self.hint(lane)
        return lines[-1]

    def taken(self) -> list[str]:
        """Whom the provider was given messages to."""
        return [one["to"] for one in self.twilio.accepted()]

    def hint(self, lane: int) -> None:
        """As the web process does after a commit."""
        self._kick(lane)

    def _receipts(self) -> Callable[[], None]:
        """Twilio's receipts: each message it took was delivered."""
        told = 0

        def tell() -> None:
            nonlocal told
            taken = self.twilio.accepted()
            if not self.receipts:
                return
            for one in taken[told : told + 200]:
                path = one["callback"].removeprefix(f"http://127.0.0.1:{self._service.port}")
                form = {"MessageSid": one["sid"], "MessageStatus": "delivered"}
                if post(self._service.port, path, form) is None:
                    return
                told += 1

        return tell


@contextmanager
def steadily(what: Callable[[], object], every: float) -> Iterator[None]:
    """Do something every so many seconds, in a thread of its own; what fails is tried again."""
    over = threading.Event()

    def go_on() -> None:
        while not over.wait(every):
            with suppress(OSError):
                what()

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(60)
