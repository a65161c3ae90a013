"""A turn that checks a NIP, which is dear on purpose, beside bare checks by as many processes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from statistics import mean

from bench.cpu import go_first
from bench.load import drive
from bench.people import NIP
from bench.row import Row
from bench.servers import PROCESSES, servers
from bench.webhook import CONNECTIONS, once_each
from config.hashing import Hasher
from config.settings import Settings

WORKERS = 2_000
CHECKS = 400
PATIENCE = 300
"""Seconds that all of them may take."""
AIM = 2.0
"""What the turn may cost beside its check."""


def rows() -> Iterator[Row]:
    """CPU of each worker's first message, web processes and both stores, beside a check's."""
    with servers(WORKERS, beside=False) as both:
        lines = iter(range(1, WORKERS + 1))
        go_first()
        before = both.stores.spent(both.turn.process)
        outcome = drive(
            both.turn.port, [once_each(both.turn.port, lines, f"AHORRO {NIP}") for _ in range(CONNECTIONS)], PATIENCE
        )
        spent = both.stores.spent(both.turn.process).since(before).each(len(outcome.latencies))
        with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as pool:
            check = mean(pool.map(_check, range(PROCESSES)))
    bad = outcome.bad + outcome.lost
    slow = outcome.percentile(0.99) * 1000
    yield Row(
        "turn that checks a NIP",
        f"{spent}\n{outcome.rate:,.0f}/s, p99 {slow:.0f} ms",
        f"{check:,.0f} µs, a bare check",
        f"{spent.all / check:.2f} x",
        f"CPU {AIM} x, {bad} bad or lost",
        spent.all < check * AIM and not bad,
        {"nip_us": spent.all, "check_us": check, "per_second": outcome.rate, "p99_ms": slow},
    )


def _check(_: int) -> float:
    """Microseconds of CPU of one check, with nothing around it."""
    settings = Settings(env="test")
    hasher = Hasher(settings.pepper, settings.hash_costs)
    sealed = hasher.seal(NIP)
    began = time.process_time()
    for _ in range(CHECKS):
        assert hasher.matches(sealed, NIP)
    return (time.process_time() - began) / CHECKS * 1e6
