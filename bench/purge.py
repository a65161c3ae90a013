"""Whether forgetting millions of rows of the journal keeps anybody waiting, on PostgreSQL as it runs in production.

The same webhook turns are asked before and while the purge goes through the journal. `blocked` is what PostgreSQL
itself says of sessions that wait for the purge; its longest transaction, commit and all, is told beside it.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from multiprocessing import get_context
from multiprocessing.connection import Connection

import psycopg

from bench.load import Next, Outcome, drive
from bench.people import phone
from bench.row import Row
from bench.servers import servers
from bench.webhook import WORDS, prove, request
from config.settings import Settings
from models.database import Database
from models.keeping.purge import purge
from models.keeping.rules import RULES

ROWS = int(os.environ.get("PURGE_ROWS", "5000000"))
LINES = 4
PAUSE = 0.02
"""Seconds between an answer and that line's next message."""
BEFORE = 20.0
"""Seconds of turns before the purge begins."""
AIM = 0.050
"""Seconds that a turn may wait for the purge."""

OLD = """
INSERT INTO journal (line, driver, channel, provider, provider_id, session, turn, state, said, at)
SELECT md5(i::text), 'worker', 'sms', 'twilio', 'SM' || md5('m' || i), substr(md5('s' || i / 6), 1, 20), i, 'savings',
       'AHORRO ••••••', now() - interval '3 years' + i * interval '1 second'
FROM generate_series(1, %(rows)s) i
"""


@dataclass
class Seen:
    """What the watcher saw: looks at the sessions, and waits for the purge with how long each lasted (s)."""

    looks: int = 0
    waits: list[float] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


def rows() -> Iterator[Row]:
    """The turns' times without and with the purge beside them, and what waited for it."""
    with servers(32, beside=False, durable=True) as both:
        url, port = both.database_url, both.turn.port
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(OLD.replace("%(rows)s", str(ROWS)))
            connection.execute("VACUUM ANALYZE journal")
            connection.execute("CHECKPOINT")
        prove(both)
        _turns(port, 3.0)
        before = _turns(port, BEFORE)
        mine, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(target=_purge, args=(url, theirs))
        process.start()
        theirs.close()
        steps, during, seen = _while_it_runs(mine, url, port)
        process.join(10)
        left = _left(url)
    longest, gone = max(steps), ROWS - left
    yield Row(
        f"purging {ROWS:,} rows of the journal",
        f"{gone:,} in {len(steps):,} steps, {during.seconds:.0f} s; longest transaction {longest * 1000:.0f} ms",
        f"{len(seen.waits)} waits for it in {seen.looks:,} looks, longest {max(seen.waits, default=0) * 1000:.0f} ms",
        "",
        f"no turn held {AIM * 1000:.0f} ms",
        max(seen.waits, default=0) < AIM and left == 0,
    )
    yield Row(
        "webhook turns while it runs",
        f"p50 {_ms(during, 0.5)}, p99 {_ms(during, 0.99)}, worst {_ms(during, 1)} of {len(during.latencies):,}",
        f"p50 {_ms(before, 0.5)}, p99 {_ms(before, 0.99)}, worst {_ms(before, 1)} before it",
        f"p99 {during.percentile(0.99) / before.percentile(0.99):.2f} x",
        f"p99 no {AIM * 1000:.0f} ms more, none lost",
        during.percentile(0.99) - before.percentile(0.99) < AIM and not during.lost + during.bad,
    )


def _turns(port: int, seconds: float) -> Outcome:
    return drive(port, [_words(port, phone(number)) for number in range(1, LINES + 1)], seconds, PAUSE)


def _words(port: int, line: str) -> Next:
    turn = count()
    return lambda _: request(port, line, WORDS[next(turn) % len(WORDS)])


def _while_it_runs(mine: Connection, url: str, port: int) -> tuple[list[float], Outcome, Seen]:
    """Turns until the purge is done: how long each of its steps took, the turns, what waited."""
    seen, steps = Seen(), list[float]()
    watcher = threading.Thread(target=_watch, args=(url, seen))
    watcher.start()
    done = threading.Event()

    def listen() -> None:
        try:
            steps.extend(mine.recv())
        finally:
            done.set()

    listener = threading.Thread(target=listen)
    listener.start()
    whole = Outcome()
    while not done.is_set():
        part = _turns(port, 5.0)
        whole.latencies += part.latencies
        whole.bad += part.bad
        whole.lost += part.lost
        whole.seconds += part.seconds
    listener.join()
    seen.stop.set()
    watcher.join()
    return steps, whole, seen


def _watch(url: str, seen: Seen) -> None:
    """Look at the sessions every two milliseconds for one that waits for the purge's."""
    waiting: dict[int, float] = {}
    ask = (
        "SELECT w.pid FROM pg_stat_activity w WHERE w.wait_event_type = 'Lock' AND EXISTS (SELECT FROM "
        "unnest(pg_blocking_pids(w.pid)) b JOIN pg_stat_activity p ON p.pid = b WHERE p.application_name = 'purge')"
    )
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        while not seen.stop.is_set():
            now, found = time.perf_counter(), {row[0] for row in connection.execute(ask)}
            seen.looks += 1
            for session in found:
                waiting.setdefault(session, now)
            for session in waiting.keys() - found:
                seen.waits.append(now - waiting.pop(session))
            time.sleep(0.002)


def _purge(url: str, theirs: Connection) -> None:
    """In a process of its own, as the worker is."""
    database = Database(url + "&application_name=purge")
    rules = [rule for rule in RULES if rule.name == "journal"]
    days = Settings(env="test").keeping
    theirs.send([step.seconds for step in purge(database, rules, days, datetime.now(UTC))])
    database.close()


def _left(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        found = connection.execute("SELECT count(*) FROM journal WHERE at < now() - interval '366 days'").fetchone()
    return int(found[0]) if found else 0


def _ms(outcome: Outcome, part: float) -> str:
    return f"{outcome.percentile(part) * 1000:.0f} ms"
