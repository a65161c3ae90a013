"""One line sends secrets as fast as it can on 32 connections: how long everybody else waits, beside a quiet moment.

Others ask for their savings with the NIP, each of them once in a while, at production's cost of a hash.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import cycle
from statistics import median

from bench.attack.served import DATABASES, attacked
from bench.row import Row
from config.hashing import MEMORY, PASSES
from tests.attacks.people import NIP, Victim
from tests.attacks.service import Service
from turns.effort import LINE_SHARE

SECONDS = 10
ROUNDS = 3
MANY = 1_200
"""Others: a line that goes through the same again and again would be taken for a machine."""
TIMES = 2.0
"""The others' median may become so many times as long."""
FORMS = {
    "a NIP that is right": f"DATOS {NIP} #",
    "NIPs that are wrong": "AHORRO #",
    "many in one message": "AHORRO # 100001 100002 100003 100004 100005",
}


def rows() -> Iterator[Row]:
    """Each form of the flood on both databases; the median of a few rounds."""
    settings = {"hash_passes": str(PASSES), "hash_memory": str(MEMORY), "line_share": str(LINE_SHARE)}
    for database in DATABASES:
        with attacked(database, **settings) as service:
            others = cycle([service.people.registered() for _ in range(MANY)])
            _median(service, others, 2)  # warms up
            for what, words in FORMS.items():
                yield _row(f"one line floods with {what}, {database}", service, others, words)


def _row(what: str, service: Service, others: Iterator[Victim], words: str) -> Row:
    goes = [_round(service, others, words) for _ in range(ROUNDS)]
    quiet, flooded, answers = (median(each) for each in zip(*goes, strict=True))
    times = median(under / before for before, under, _ in goes)
    return Row(
        what,
        f"others {flooded * 1000:.1f} ms",
        f"{quiet * 1000:.1f} ms quiet",
        f"{times:.2f} x",
        f"under {TIMES:.0f} x",
        times < TIMES,
        {"times": times, "quiet_ms": quiet * 1000, "flooded_ms": flooded * 1000, "flood_answers_s": answers / SECONDS},
    )


def _round(service: Service, others: Iterator[Victim], words: str) -> tuple[float, float, float]:
    """Their median in seconds, quiet and under attack, and how many answers the flood got."""
    quiet = _median(service, others, 3)
    line = service.people.registered().line
    attack = [sys.executable, "-m", "tests.attacks.flood", str(service.port), line, str(SECONDS), words]
    with subprocess.Popen(attack, stdout=subprocess.PIPE, text=True) as flood:
        time.sleep(2)
        under_attack = _median(service, others, SECONDS - 3)
        answers, bad, lost = map(int, flood.communicate(timeout=100)[0].split())
    assert not bad + lost, f"{bad} bad, {lost} lost"
    return quiet, under_attack, answers


def _median(service: Service, others: Iterator[Victim], seconds: float) -> float:
    """Seconds that half of the answers take; the dialogs are left after each, so that each has its NIP checked."""
    until, taken = time.monotonic() + seconds, list[float]()
    while time.monotonic() < until:
        victim = next(others)
        began = time.perf_counter()
        said = service.sms(victim.line, f"AHORRO {NIP}")
        taken.append(time.perf_counter() - began)
        assert victim.amount in said, said
        service.sms(victim.line, "SALIR")
        time.sleep(0.03)
    return median(taken)
