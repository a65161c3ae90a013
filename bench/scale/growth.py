"""Growth: the CPU of a turn with more and more workers in the database, and with more and more dialogs in Redis.

Each message is another worker's, drawn from all there are, so that its line, its account and its place in the journal
are found anew. `GROWTH_WORKERS`, `GROWTH_SQLITE` and `GROWTH_DIALOGS` name the sizes, the smallest first. A picture is
left beside the figures.
"""

from __future__ import annotations

import os
import random
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from statistics import median

import psycopg
from redis import Redis

from bench.cpu import go_first
from bench.load import Next, drive
from bench.people import phone
from bench.row import Row
from bench.servers import Servers, servers
from bench.webhook import CONNECTIONS, request
from config.settings import Settings
from turns.parts import vault

WORKERS = [int(size) for size in os.environ.get("GROWTH_WORKERS", "10000 100000 1000000").split()]
SQLITE = [int(size) for size in os.environ.get("GROWTH_SQLITE", "10000 100000 1000000").split()]
DIALOGS = [int(size) for size in os.environ.get("GROWTH_DIALOGS", "100 10000 100000").split()]
SECONDS, ROUNDS = 3.0, 4
WORDS = ("MENU", "AYUDA", "PRIVACIDAD", "0")
"""What anybody may ask; different words, since the same one within seconds is the same message."""
AIM = 1.10
"""What the largest may cost beside the smallest."""
PICTURE = Path("build/growth.svg")
SETTLE = """
INSERT INTO account (nss, line, status, first_name, language, nip_hash, privacy_version, created_at, wrong_nips,
    wrong_answers, locks, sms_alerts, email_alerts)
SELECT substr('00000000000' || n, length('' || n) + 1), '+5255' || (10000000 + n), status, first_name, language,
    nip_hash, privacy_version, created_at, 0, 0, 0, false, false
FROM account, numbers WHERE line = '+525510000001'
"""
"""More workers like the first."""
NUMBERS = "WITH RECURSIVE numbers(n) AS (SELECT {} UNION ALL SELECT n + 1 FROM numbers WHERE n < {})"


def rows() -> Iterator[Row]:
    """The largest of each beside the smallest."""
    with servers(CONNECTIONS, beside=False) as both:
        by_workers = _growing(both, WORKERS)
        by_dialogs = {size: _cost(both, WORKERS[-1]) for size in DIALOGS if _opened(both, size)}
    with servers(CONNECTIONS, beside=False, sqlite=True) as alone:
        on_sqlite = _growing(alone, SQLITE)
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture({"workers": by_workers, "workers, SQLite": on_sqlite, "open dialogs": by_dialogs}))
    yield _row("workers in PostgreSQL", by_workers)
    yield _row("workers in SQLite", on_sqlite)
    yield _row("dialogs open in Redis", by_dialogs)


def _growing(both: Servers, sizes: Sequence[int]) -> dict[int, float]:
    costs, there = {}, CONNECTIONS
    for size in sizes:
        if both.database_url.startswith("sqlite"):
            _settle_sqlite(both.database_url.removeprefix("sqlite:///"), there + 1, size)
        else:
            _settle_postgres(both.database_url.replace("+psycopg", ""), there + 1, size)
        costs[size], there = _cost(both, size), size
    return costs


def _settle_postgres(libpq: str, first: int, last: int) -> None:
    with psycopg.connect(libpq, autocommit=True) as direct:
        direct.execute(SETTLE.replace("INSERT", f"{NUMBERS.format(first, last)} INSERT", 1))
        direct.execute("VACUUM ANALYZE account")


def _settle_sqlite(path: str, first: int, last: int) -> None:
    with closing(sqlite3.connect(path, timeout=60, isolation_level=None)) as direct:
        direct.execute(SETTLE.replace("INSERT", f"{NUMBERS.format(first, last)} INSERT", 1))
        direct.execute("ANALYZE")


def _row(what: str, costs: Mapping[int, float]) -> Row:
    (least, first), (most, last) = min(costs.items()), max(costs.items())
    return Row(
        f"CPU of a webhook turn with {most:,} {what}",
        f"{last:,.0f} µs",
        f"{first:,.0f} µs with {least:,}",
        f"{last / first:.2f} x",
        f"under {AIM} x",
        last < first * AIM,
        {f"{what.replace(' ', '_')}_{size}_us": cost for size, cost in costs.items()},
    )


def _cost(both: Servers, people: int) -> float:
    """Microseconds of a turn of web processes and stores, the median of some rounds; the first warms up."""
    costs = []
    for _ in range(ROUNDS + 1):
        go_first()
        before = both.stores.spent(both.turn.process)
        run = drive(both.turn.port, [_anybody(both.turn.port, people)] * CONNECTIONS, SECONDS)
        assert not run.bad + run.lost, f"{run.bad} bad, {run.lost} lost"
        costs.append(both.stores.spent(both.turn.process).since(before).each(len(run.latencies)).all)
    return median(costs[1:])


def _anybody(port: int, people: int) -> Next:
    draw = random.Random(people)
    return lambda _: request(port, phone(draw.randint(1, people)), draw.choice(WORDS))


def _opened(both: Servers, size: int) -> bool:
    """Leave so many dialogs open and no other: copies of one, under the marks of lines that do not write meanwhile."""
    sealing = vault(Settings(env="test"))
    with Redis.from_url(both.redis_url) as redis:
        of_one = next(redis.scan_iter("mc:*:dialog"))
        sealed = redis.get(of_one)
        redis.flushdb()
        for first in range(0, size, 1000):
            together = redis.pipeline(transaction=False)
            for number in range(first, min(first + 1000, size)):
                together.set(f"mc:{{{sealing.mark(f'open {number}')}}}:dialog", sealed or b"", ex=24 * 60 * 60)
            together.execute()
    return True


def picture(curves: Mapping[str, Mapping[int, float]]) -> str:
    """Cost over size as SVG, sizes by their number of digits."""
    wide, high, left, under = 640, 300, 60, 260
    tallest = max(cost for curve in curves.values() for cost in curve.values()) * 1.15
    sizes = sorted({size for curve in curves.values() for size in curve})
    across = {size: left + place * (wide - left - 40) / max(1, len(sizes) - 1) for place, size in enumerate(sizes)}
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" font-family="sans-serif" font-size="12">',
        f'<rect width="{wide}" height="{high}" fill="#fff"/><text x="{left}" y="18">CPU of a webhook turn, µs</text>',
        *(f'<text x="{x:.0f}" y="{under + 20}" text-anchor="middle">{size:,}</text>' for size, x in across.items()),
    ]
    for colour, (name, curve) in zip(("#1b5e9b", "#3a7d44", "#c0562b"), curves.items(), strict=False):
        spots = [(across[size], under - (under - 30) * cost / tallest, cost) for size, cost in sorted(curve.items())]
        points = " ".join(f"{x:.0f},{y:.0f}" for x, y, _ in spots)
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{points}"/>')
        parts += [f'<text x="{x:.0f}" y="{y - 8:.0f}" fill="{colour}">{cost:,.0f}</text>' for x, y, cost in spots]
        parts.append(f'<text x="{spots[-1][0] - 40:.0f}" y="{spots[-1][1] + 18:.0f}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>", ""])
