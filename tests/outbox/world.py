"""An outbox to try things on: a database, a vault, a provider that does as it is told."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from redis import Redis
from sqlalchemy import select, update

from config.vault import Vault
from models.columns import table
from models.database import Database
from models.outbox.owing import Owed, enqueue
from models.tables.outbox import BULK, OutboundMessage
from sms.outbox.rate import Rate
from sms.outbox.reconcile import Reconciler
from sms.outbox.route import Route
from sms.outbox.sender import Sender
from sms.providers.base import Absent, Accepted, Doubt, Finding, Outcome, Outgoing, Receipt

ROW: Any = table(OutboundMessage)
CENTRAL = "Mexico_City"


@dataclass
class Obedient:
    """A provider whose answers a test decides."""

    name: str = "demo"
    receipts: bool = True
    answer: Callable[[Outgoing], Outcome] | None = None
    finding: Finding = field(default_factory=Absent)
    receipt: Receipt | None = None
    got: list[Outgoing] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def send(self, message: Outgoing) -> Outcome:
        with self.lock:
            self.got.append(message)
        return self.answer(message) if self.answer else Accepted(f"SM{message.id}")

    def find(self, doubt: Doubt) -> Finding:
        self.doubts.append(doubt)
        return self.finding

    def ask(self, ref: str) -> Receipt | None:
        return self.receipt

    def close(self) -> None:
        pass


class World:
    """One database, and whatever sends from it. Time stands still until `pass_time`."""

    def __init__(self, url: str, redis: Redis, vault: Vault) -> None:
        self.database = Database(url, pool=12)
        self.redis = redis
        self.vault = vault
        self.now = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
        self.shifts: list[tuple[str, int, str]] = []
        self.provider = Obedient()
        self.route = self.routed(self.provider)

    def clock(self) -> datetime:
        return self.now

    def pass_time(self, **by: float) -> None:
        self.now += timedelta(**by)

    def routed(self, *providers: Any, **more: Any) -> Route:
        return Route(
            providers,
            self.redis,
            lambda name, share, why, _: self.shifts.append((name, share, why)),
            self.clock,
            **more,
        )

    def sender(
        self, lane: int = BULK, *, rate: int = 1000, channel: str = "sms", owner: str = "one", **more: Any
    ) -> Sender:
        given = {
            "owner": owner,
            "channel": channel,
            "lane": lane,
            "transaction": self.database.transaction,
            "vault": self.vault,
            "route": self.route,
            "rate": Rate(self.redis, channel, rate, lane),
            "clock": self.clock,
            "awake": lambda _: (CENTRAL,),
            "threads": 4,
        }
        return Sender(**(given | more))

    def reconciler(self, *providers: Any) -> Reconciler:
        named = {provider.name: provider for provider in providers or (self.provider,)}
        return Reconciler(
            owner="looker", transaction=self.database.transaction, vault=self.vault, providers=named, clock=self.clock
        )

    def owe(self, text: str = "Hola", lane: int = BULK, recipient: str = "+525512345678", **more: Any) -> str:
        given: dict[str, Any] = {"kind": "code", "channel": "sms"}
        if lane == BULK:
            given |= {"kind": "notice.contribution", "topics": 1}
        with self.database.transaction() as connection:
            return enqueue(
                connection,
                self.vault,
                Owed(lane=lane, recipient=recipient, text=text, **(given | more)),
                self.now,
            )

    def row(self, message: str) -> Any:
        with self.database.connect() as connection:
            return connection.execute(select(ROW).where(ROW.c.id == message)).one()

    def rows(self) -> list[Any]:
        with self.database.connect() as connection:
            return list(connection.execute(select(ROW).order_by(ROW.c.id)))

    def change(self, message: str, **values: Any) -> None:
        with self.database.transaction() as connection:
            connection.execute(update(ROW).where(ROW.c.id == message).values(**values))

    def close(self) -> None:
        self.database.close()
