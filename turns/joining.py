"""The conversations of a process, joined from its settings and from what its parts share."""

from __future__ import annotations

from collections.abc import Callable

from redis import Redis

from config.catalogues import load_all
from config.settings import Settings
from config.tally import Tally
from config.tracing import Traces
from config.tracing.statements import tell_of_statements
from config.vault import Vault
from flows import understanding
from flows.engine.engine import Engine
from models.database import Database
from models.outbox.shifts import keeps_shifts
from turns import parts
from turns.ceilings import StrangerLimits
from turns.conversation import Conversation
from turns.effort import Effort
from turns.figures import Figures
from turns.store import DialogStore


def conversation(
    settings: Settings,
    database: Database,
    redis: Redis,
    vault: Vault,
    kick: Callable[[], object],
    tally: Tally | None = None,
    spent: Callable[[], object] = lambda: None,
    traces: Traces | None = None,
) -> Conversation:
    """Join the conversations, for web, console and a phone in the terminal alike; what people mean is read now."""
    understanding.load()
    clock = settings.clock()
    if traces:
        tell_of_statements(database.engine, traces)
    return Conversation(
        Engine(parts.house(settings), load_all()),
        DialogStore(redis),
        database,
        vault,
        parts.hasher(settings),
        clock,
        kick,
        figures=Figures(tally or Tally(redis), settings.segment_price),
        effort=Effort(share=settings.line_share),
        ceilings=StrangerLimits(settings.stranger_messages, settings.all_strangers_messages),
        source=parts.source(settings, redis, vault, keeps_shifts(database), clock, traces),
        spent=spent,
        traces=traces,
    )
