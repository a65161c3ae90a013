"""The parts a worker process needs, joined once."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from dataclasses import dataclass

from redis import Redis

from config.clock import Clock
from config.settings import Settings
from config.tally import Tally
from config.tracing import Traces, begun
from config.tracing.statements import tell_of_statements
from config.vault import Vault
from documents.export.mailed import Exports
from documents.mailed import Mailed
from models.database import Database
from models.outbox.shifts import keeps_shifts
from models.tables.outbox import BULK, URGENT
from notices.prepare import Preparer
from notices.unsubscribe import Leaving
from notices.zones import awake
from sms.outbox.dispatch import Dispatcher
from sms.outbox.figures import SendFigures
from sms.outbox.kick import Kick
from sms.outbox.rate import Rate
from sms.outbox.reconcile import Reconciler
from sms.outbox.route import Route
from sms.outbox.sender import Sender
from sms.providers.base import Provider
from sms.providers.make import email_providers, sms_providers
from turns.parts import source, vault, voices
from turns.store import connect

THREADS = {URGENT: 4, BULK: 16}
"""Calls at once, by lane. Waiting for a provider costs no CPU, so more than cores pay."""


@dataclass(frozen=True, slots=True)
class Runtime:
    """A worker's parts."""

    settings: Settings
    clock: Clock
    database: Database
    redis: Redis
    vault: Vault
    kick: Kick
    dispatcher: Dispatcher
    reconciler: Reconciler
    routes: Mapping[str, Route]
    preparer: Preparer
    tally: Tally
    counted: SendFigures
    traces: Traces | None

    def close(self) -> None:
        """Let everything go that is kept open."""
        self.tally.hand_over()
        if self.traces:
            self.traces.close()
        for provider in self.reconciler.providers.values():
            provider.close()
        self.database.close()
        self.redis.close()


def assemble(settings: Settings) -> Runtime:
    """Join the parts for these settings."""
    clock, sealing = settings.clock(), vault(settings)
    database, redis = Database(settings.database_url, pool=8), connect(settings.redis_url)
    if traces := begun(settings, "worker"):
        tell_of_statements(database.engine, traces)
    owner = f"{socket.gethostname()[:20]}:{os.getpid()}"

    channels = {
        "sms": sms_providers(settings, redis, sealing),
        "email": email_providers(settings, Leaving(sealing, settings.public_url)),
    }
    asked = source(settings, redis, sealing, keeps_shifts(database), clock, traces)
    tally = Tally(redis)
    counted = SendFigures(tally, settings.segment_price)
    spoken = voices(settings)
    exports = Exports(database, sealing, spoken, clock, Mailed(database, sealing, asked, spoken))
    routes = {
        channel: Route(found, redis, keeps_shifts(database), clock) for channel, found in channels.items() if found
    }
    senders = {
        (channel, lane): Sender(
            owner=owner,
            channel=channel,
            lane=lane,
            transaction=database.transaction,
            vault=sealing,
            route=route,
            rate=Rate(redis, channel, settings.sms_rate, lane),
            clock=clock,
            awake=lambda now: awake(now, settings.quiet_span),
            threads=threads,
            papers=exports,
            figures=counted,
            traces=traces,
        )
        for channel, route in routes.items()
        for lane, threads in THREADS.items()
    }
    providers: dict[str, Provider] = {p.name: p for route in routes.values() for p in route.providers.values()}
    return Runtime(
        settings=settings,
        clock=clock,
        database=database,
        redis=redis,
        vault=sealing,
        kick=Kick(settings.redis_url),
        dispatcher=Dispatcher(senders),
        reconciler=Reconciler(
            owner=f"look:{owner}",
            transaction=database.transaction,
            vault=sealing,
            providers=providers,
            clock=clock,
        ),
        routes=routes,
        preparer=preparer(settings, database, sealing, clock),
        tally=tally,
        counted=counted,
        traces=traces,
    )


def preparer(settings: Settings, database: Database, sealing: Vault, clock: Clock) -> Preparer:
    """What writes the notices' texts."""
    return Preparer(
        database=database,
        vault=sealing,
        voices=voices(settings),
        clock=clock,
        awake=lambda now: awake(now, settings.quiet_span),
        rate=settings.sms_rate,
    )
