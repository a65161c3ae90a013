"""Signed turns and `/healthz` while sockets of each kind take their time, beside the same without them.

Best of a few rounds of each, since the machine is shared.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import count
from statistics import median

from bench.attack.served import attacked
from bench.load import Next, drive
from bench.row import Row
from tests.attacks.service import Service, request, signed
from tests.attacks.slow import KINDS, Slow, all_kinds
from tests.attacks.wire import ask

SECONDS = 0.8
ROUNDS = 6
KEPT = 0.8
"""Of the quiet rate, signed turns go on at this much at least."""
ALIVE = 0.1
"""Seconds in which /healthz answers."""
WORDS = ("MENU", "AYUDA", "PRIVACIDAD", "MENU")


def rows() -> Iterator[Row]:
    """8 and 200 of every kind at once, then a thousand of each kind."""
    with attacked() as service:
        lines = [service.people.registered().line for _ in range(8)]
        _rate(service, lines)  # warms up
        for number in (8, 200):
            yield _row(service, lines, f"{number} slow sockets of every kind", all_kinds(service.port, number))
        for kind in KINDS:
            yield _row(service, lines, f"1,000 slow sockets: {kind}", Slow(service.port, kind, 1000))


def _row(service: Service, lines: list[str], what: str, attack: AbstractContextManager[object]) -> Row:
    quiet, slowed = [_rate(service, lines)], list[float]()
    with attack:
        while len(slowed) < ROUNDS and (not slowed or max(slowed) < KEPT * max(quiet)):
            slowed.append(_rate(service, lines))
        took = min(_alive(service) for _ in range(3))
    quiet.append(_rate(service, lines))
    kept = max(slowed) / min(quiet)
    return Row(
        what,
        f"{max(slowed):,.0f} turns/s\n/healthz {took * 1000:.0f} ms",
        f"{min(quiet):,.0f} turns/s without",
        f"{kept:.2f} x",
        f"{KEPT} x, {ALIVE * 1000:.0f} ms",
        kept >= KEPT and took < ALIVE,
        {"kept": kept, "healthz_ms": took * 1000},
    )


def _rate(service: Service, lines: list[str]) -> float:
    """Signed turns a second, on a connection for each line."""

    def turns(line: str) -> Next:
        numbers = count()

        def following(_: bytes | None) -> bytes:
            form = {"From": line, "Body": WORDS[next(numbers) % len(WORDS)], "MessageSid": service.message()}
            return signed(service.url, form).replace(b"Connection: close\r\n", b"")

        return following

    outcome = drive(service.port, [turns(line) for line in lines], SECONDS)
    assert not outcome.bad + outcome.lost, f"{outcome.bad} bad, {outcome.lost} lost"
    return outcome.rate


def _alive(service: Service) -> float:
    """Seconds /healthz takes, the median of a few, on new connections."""

    def once() -> float:
        began = time.perf_counter()
        assert ask(service.port, request("GET", "/healthz")).status == 200
        return time.perf_counter() - began

    return median(once() for _ in range(9))
