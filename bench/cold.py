"""From cold: from the start of the web server to its first turn, beside the bare route's under the same server."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from statistics import median

from bench.load import drive
from bench.people import NIP, phone
from bench.row import Row
from bench.servers import Server, bare_route, servers, service
from bench.webhook import request

STARTS = 5
AIM = 5.0
"""Seconds from the start to the first turn: what a worker is promised an answer in."""


def rows() -> Iterator[Row]:
    """Medians over starts in turns, on stores that run."""
    ours, floor = list[tuple[float, float]](), list[tuple[float, float]]()
    with servers(1, beside=False) as both:
        libpq = both.database_url.replace("+psycopg", "")
        for _ in range(STARTS):
            ours.append(_started(lambda stack: service(stack, both.database_url, both.redis_url)))
            floor.append(_started(lambda stack: bare_route(stack, libpq, both.redis_url, ours=True)))
    (up, first), (bare_up, bare_first) = (tuple(map(median, zip(*goes, strict=True))) for goes in (ours, floor))
    yield Row(
        "from the start of the web server to its first turn",
        f"up after {up:.2f} s, its first turn {first * 1000:.0f} ms",
        f"up after {bare_up:.2f} s, its first answer {bare_first * 1000:.0f} ms, bare route",
        f"{(up + first) / (bare_up + bare_first):.2f} x",
        f"together under {AIM:.0f} s",
        up + first < AIM,
        {"up_s": up, "first_s": first, "floor_up_s": bare_up, "floor_first_s": bare_first},
    )


def _started(start: Callable[[ExitStack], Server]) -> tuple[float, float]:
    """Seconds until it is healthy, and those of the first message after that, with its NIP."""
    with ExitStack() as stack:
        began = time.perf_counter()
        server = start(stack)
        up = time.perf_counter() - began
        once = iter([request(server.port, phone(1), f"AHORRO {NIP}")])
        outcome = drive(server.port, [lambda _: next(once, None)], AIM)
        assert not outcome.bad + outcome.lost
        return up, outcome.latencies[0]
