"""How long planning a million notices (`PLAN_WORKERS`) takes on PostgreSQL, and that it takes no more memory."""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import psycopg

from bench.outbox.accounts import accounts
from bench.row import Row
from models.database import Database
from models.migrate import upgrade
from notices.planning import plan_notices
from tests.servers import postgres_server

WORKERS = int(os.environ.get("PLAN_WORKERS", "1000000"))
AIM = WORKERS / 1_000_000 * 60.0
MEMORY_AIM = 20
"""MiB that planning may add to the process."""

ACCOUNTS = accounts(f"2200000000 + i::bigint * {7_000_000_000 // WORKERS}")
CONTRIBUTIONS = """
INSERT INTO contribution (folio, nss, employer_registry, employer, period, amount, paid_on)
SELECT 'F' || lpad(i::text, 12, '0'), lpad(i::text, 11, '0'), 'Y1234567890', 'ACEROS DEL NORTE SA DE CV', '2026-5',
       195526, '2026-11-16'
FROM generate_series(1, %(workers)s) i
"""


def rows() -> Iterator[Row]:
    """A whole plan, then the same again, which adds nothing."""
    with postgres_server() as url:
        upgrade(url)
        database = Database(url)
        # Straight, since the service's own connections end a statement that takes as long as these do for ten million.
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as direct:
            for statement in (ACCOUNTS, CONTRIBUTIONS):
                direct.execute(statement, {"workers": WORKERS})
            direct.execute("VACUUM ANALYZE")
        before = _memory()
        seconds, planned = _plan(database)
        grown = _memory() - before
        again, added = _plan(database)
        database.close()
    assert (planned, added) == (WORKERS, 0)
    yield Row(
        f"planning {WORKERS:,} notices",
        f"{seconds:.0f} s",
        f"{again:.0f} s to find nothing new",
        "",
        f"{AIM:.0f} s",
        seconds <= AIM,
    )
    yield Row("its memory", f"{grown:.0f} MiB more", "before planning", "", f"{MEMORY_AIM} MiB", grown <= MEMORY_AIM)


def _plan(database: Database) -> tuple[float, int]:
    began, planned = time.perf_counter(), 0
    for step in plan_notices(database, datetime(2026, 11, 23, 16, tzinfo=UTC)):
        planned = step.planned.total()
    return time.perf_counter() - began, planned


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
