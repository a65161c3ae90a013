"""Every alert, fired by a fault and cleared by its cure: `python -m tests.alerting [TIMES [ALERT …]]`, twenty minutes.

Redis, PostgreSQL, web, worker, beat, a provider and an institution's system are real processes; Prometheus is Debian's
(`python -m tests.unpacked prometheus` gets it without root). Its rules are those of `ops/prometheus` with every time
divided by TIMES (30); thresholds are as they are. Waits that are thresholds, such as JobLate's three minutes, take as
long as in earnest. A fault is over when all its alerts fire, and the next begins when its cure has cleared them;
`before that` is an alert that had cleared before the cure.
"""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.alerting.faults import FAULTS, Fault
from tests.alerting.prometheus import Watch, prometheus
from tests.alerting.scaled import write
from tests.alerting.stage import Stage
from tests.programs import which

WEB, WATCHER = 18451, 18452
CLEARS = 420.0
"""Seconds an alert may take to clear."""


def main(times: float = 30.0, *only: str) -> int:
    """Print the table; 1 when an alert did not fire, or did not clear. `only`: faults that bring these alerts."""
    program = which("prometheus")
    if program is None:
        print("skipped: no prometheus here (python -m tests.unpacked prometheus)")
        return 2
    played: list[tuple[Fault, float, float]] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mc-")))
        stage = Stage(stack, WEB)
        watch = stack.enter_context(prometheus(program, write(folder, WEB, times), WATCHER))
        time.sleep(5)
        try:
            for fault in FAULTS:
                if not only or fault.brings() & set(only):
                    play(fault, stage, watch, played)
            watch.none_fires({name for fault, _, _ in played for name in fault.alerts}, CLEARS)
        finally:
            missing = report(played, watch)
    return missing


def play(fault: Fault, stage: Stage, watch: Watch, played: list[tuple[Fault, float, float]]) -> None:
    """One fault, from a moment at which none of its alerts fires until all do, and then until none does again."""
    if not watch.none_fires(fault.alerts, CLEARS):
        print(f"  {fault.what}: its alerts already fire", flush=True)
    began = time.monotonic()
    with fault.there(stage):
        for inner in fault.during:
            play(inner, stage, watch, played)
        fired = watch.all_fire(fault.alerts, began, fault.patience)
        ended = time.monotonic()
    print(f"  {fault.what}: {'fired' if fired else 'NOT ALL FIRED'} after {ended - began:.0f} s", flush=True)
    played.append((fault, began, ended))
    for later in fault.after:
        play(later, stage, watch, played)
    if fault.cured_by_us:
        watch.none_fires(fault.alerts, CLEARS)


def report(played: list[tuple[Fault, float, float]], watch: Watch) -> int:
    """Print a line for each alert of each fault; how many are missing."""
    missing = 0
    print(f"\n{'alert':24} {'fault':44} {'fired after':>12} {'cleared after':>14}")
    for fault, began, ended in played:
        for alert in fault.alerts:
            fired, cleared = watch.fired(alert, began), watch.cleared(alert, ended)
            never = fired is None or alert in watch.firing
            missing += never
            told = "NEVER" if never else "before that" if cleared is None else f"{cleared:.0f} s"
            print(f"{alert:24} {fault.what:44} {f'{fired:.0f} s' if fired else 'NEVER':>12} {told:>14}")
    return int(missing > 0)


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:2]), *sys.argv[2:]))
