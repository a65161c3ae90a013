"""Web, worker, beat and console killed under load and started again; and their clock set forward and back."""

from __future__ import annotations

import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

from tests.alerting.stage import Stage, steadily
from tests.outages.talkers import LINES, UNBOUND, Talkers, report, until_answered
from tests.processes import children, eventually
from tests.unpacked import FOLDER

PORT = 18433
SLEEP = """import select, time
time.sleep = lambda seconds: select.select([], [], [], seconds)
"""
"""Python sleeps until a moment of the monotonic clock, which the library that fakes the other one gets wrong."""
PAST = timedelta(hours=2)
"""Codes are due by any clock here, that of a machine an hour back as well."""
JUMPS = (("an hour forward", "+3600"), ("an hour back", "-3600"), ("right again", "+0"))


def play(seconds: float) -> int:
    """Print a line for each; how much was bad."""
    first = count(20_000_000, LINES)
    with ExitStack() as stack:
        stage = Stage(stack, PORT, **UNBOUND)
        stage.begin("console")
        stack.enter_context(steadily(lambda: stage.owe(not_before=datetime.now(UTC) - PAST), 0.2))
        bad = 0
        for what, kill, mend in _kills(stage):
            talkers = Talkers(PORT, next(first))
            time.sleep(seconds / 2)
            kill()
            time.sleep(seconds / 2)
            began = time.monotonic()
            mend()
            back = time.monotonic() - began
            time.sleep(seconds / 2)
            talkers.stop()
            bad += report(f"{what} killed", talkers, back, stage.database)
        return bad + _sent(stage) + _jumps(stage, stack, first, seconds)


def _kills(stage: Stage) -> tuple[tuple[str, Callable[[], object], Callable[[], object]], ...]:
    def one() -> None:
        os.kill(children(stage.running["web"].pid)[0], 9)

    def sent(*parts: str, hint: bool) -> None:
        """A code that was owed just now is with its provider."""
        stage.begin(*parts)
        line = stage.owe(hint=hint)
        eventually(lambda: line in stage.taken())

    return (
        ("one web process", one, lambda: None),
        ("all of web", lambda: stage.kill("web"), lambda: stage.begin("web")),
        ("worker", lambda: stage.kill("worker"), lambda: sent("worker", hint=True)),
        ("beat", lambda: stage.kill("beat"), lambda: sent("beat", hint=False)),
        ("console", lambda: stage.kill("console"), lambda: stage.begin("console")),
    )


def _sent(stage: Stage) -> int:
    """The codes that were owed all the while: with the provider, once."""
    eventually(lambda: stage.owed <= set(stage.taken()), 120)
    doubled = sum(times > 1 for times in Counter(stage.taken()).values())
    print(f"  {len(stage.owed)} codes owed meanwhile: lost 0, doubled {doubled}", flush=True)
    return doubled


def _jumps(stage: Stage, stack: ExitStack, first: count[int], seconds: float) -> int:
    library = next(FOLDER.glob("usr/lib/*/faketime/libfaketimeMT.so.1"), None)
    if library is None:
        print("  clock: skipped, no libfaketime here (python -m tests.unpacked libfaketime)")
        return 0
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mc-")))
    shift = folder / "shift"
    shift.write_text("+0\n")
    (folder / "sitecustomize.py").write_text(SLEEP)
    faked = {
        "LD_PRELOAD": str(library),
        "PYTHONPATH": str(folder),
        "FAKETIME_TIMESTAMP_FILE": str(shift),
        "FAKETIME_CACHE_DURATION": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }
    stage.begin("web", "worker", "beat", around=faked)
    bad = 0
    for what, by in JUMPS:
        talkers = Talkers(PORT, next(first))
        time.sleep(seconds / 2)
        shift.write_text(f"{by}\n")
        back = until_answered(talkers)
        time.sleep(seconds)
        talkers.stop()
        bad += report(f"the clock {what}", talkers, back, stage.database)
    return bad + _sent(stage)
