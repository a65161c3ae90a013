"""Memory: what a web process holds after thousands of turns, and what a dialog that waits costs Redis."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from statistics import mean

from redis import Redis

from bench.cpu import children
from bench.load import Next, drive
from bench.people import phone
from bench.row import Row
from bench.servers import servers
from bench.webhook import CONNECTIONS, SECONDS, WORDS, once_each, prove, request

DIALOGS = 2_000
"""Of as many workers, each of whom has written once."""
MOST_DIALOG = 1_000
"""Bytes in Redis of a dialog that waits for its worker."""
MOST_PROCESS = 90.0
"""Megabytes that a web process may hold (PSS: what it shares with another counts half)."""
SHARED, ALONE = ("Pss:",), ("Private_Clean:", "Private_Dirty:")
"""Lines of `smaps_rollup` (proc(5)) that say what a process holds: its share of all, or what is in no other."""


def rows() -> Iterator[Row]:
    """A web process after a load, and a dialog in Redis."""
    with servers(DIALOGS, beside=False) as both:
        prove(both)
        port, redis = both.turn.port, Redis.from_url(both.redis_url)
        drive(port, [_words(port, phone(number)) for number in range(1, CONNECTIONS + 1)], SECONDS)
        lines = iter(range(CONNECTIONS + 1, DIALOGS + 1))
        before = int(redis.info("memory")["used_memory"])
        opened = drive(port, [once_each(port, lines, "MENU") for _ in range(CONNECTIONS)], SECONDS * 30)
        grown = (int(redis.info("memory")["used_memory"]) - before) / len(opened.latencies)
        dialog = mean(int(redis.memory_usage(key) or 0) for key in redis.scan_iter("mc:*:dialog", count=1000))
        redis.close()
        processes = children(both.turn.process)
        holds, alone = (max(_megabytes(each, *kinds) for each in processes) for kinds in (SHARED, ALONE))
        together = sum(_megabytes(each, *SHARED) for each in (both.turn.process, *processes))
    yield Row(
        "a dialog that waits, in Redis",
        f"{dialog:,.0f} B; with the answer kept for a day and the day's count {grown:,.0f} B",
        "",
        "",
        f"under {MOST_DIALOG:,} B",
        dialog < MOST_DIALOG,
        {"dialog_bytes": dialog, "line_bytes": grown},
    )
    yield Row(
        "a web process after the load",
        f"{holds:.0f} MB, of which {alone:.0f} its own; {len(processes)} and their parent together {together:.0f} MB",
        "",
        "",
        f"under {MOST_PROCESS:.0f} MB",
        holds < MOST_PROCESS,
        {"web_mb": holds, "web_private_mb": alone, "web_together_mb": together},
    )


def _words(port: int, line: str) -> Next:
    turn = count()
    return lambda _: request(port, line, WORDS[next(turn) % len(WORDS)])


def _megabytes(process: int, *kinds: str) -> float:
    told = [line.split() for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()]
    return sum(int(line[1]) for line in told if line[0] in kinds) / 1024
