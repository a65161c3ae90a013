"""Both stores away, silent, slow and dripping, and ten times the lines."""

from __future__ import annotations

import subprocess
import time
from contextlib import ExitStack, closing
from itertools import count

from models.database import Database
from models.migrate import upgrade
from tests.outages.places import before_postgresql, before_redis
from tests.outages.proxy import Mode, Proxy
from tests.outages.service import Service
from tests.outages.talkers import LINES, UNBOUND, Talkers, report, until_answered
from tests.servers import DURABLE, postgres_server, redis_server

PORT = 18431
CROWD = 80
FAULTS: tuple[tuple[str, str, Mode], ...] = (
    ("redis", "away", "cut"),
    ("redis", "hangs", "silent"),
    ("redis", "drips", "drip"),
    ("postgresql", "away", "cut"),
    ("postgresql", "hangs", "silent"),
    ("postgresql", "200 ms late", "delay"),
    ("postgresql", "drips", "drip"),
)


def play(seconds: float) -> int:
    """Print a line for each; how much was bad."""
    bad = 0
    with ExitStack() as stack:
        for_redis, redis = before_redis(stack.enter_context(redis_server()))
        postgres = stack.enter_context(postgres_server(DURABLE))
        upgrade(postgres)
        for_sql, sql = before_postgresql(postgres)
        proxies = {"redis": for_redis, "postgresql": for_sql}
        for proxy in proxies.values():
            stack.enter_context(closing(proxy))
        service = Service(PORT, sql, redis, UNBOUND, subprocess.DEVNULL)
        stack.callback(service.stop)
        service.begin("web")
        database = stack.enter_context(closing(Database(postgres)))
        first = count(10_000_000, LINES)
        for store, how, mode in FAULTS:
            bad += _fault(f"{store} {how}", proxies[store], mode, next(first), seconds, database)
        crowd = Talkers(PORT, next(first), CROWD)
        time.sleep(seconds)
        crowd.stop()
        bad += report(f"{CROWD} lines for {LINES}", crowd, 0.0, database)
    return bad


def _fault(what: str, proxy: Proxy, mode: Mode, first: int, seconds: float, database: Database) -> int:
    """Lines talk before, through and after a fault."""
    talkers = Talkers(PORT, first)
    time.sleep(seconds / 2)
    proxy.become(mode)
    time.sleep(seconds)
    proxy.become("pass")
    back = until_answered(talkers)
    time.sleep(seconds / 2)
    talkers.stop()
    return report(what, talkers, back, database)
