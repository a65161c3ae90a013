"""Letting others go first: `python -m serving.front.giving_way MODULE ARGUMENTS…` runs a module that waits its turn.

What agents look at never keeps the core from a message that a worker waits for.
"""

from __future__ import annotations

import os
import runpy
import sys
from contextlib import suppress
from pathlib import Path

NICENESS = 10
"""Of the console's processes; half the way to the most polite."""
_AUTOGROUP = Path("/proc/self/autogroup")


def give_way(niceness: int = NICENESS) -> None:
    """Take the core only after others want it no more, as far as the system lets us.

    Linux weighs processes of a session by their niceness, and sessions by that of their group (sched(7), autogroup).
    Under systemd, where each unit is weighed by itself, both may be forbidden, and `CPUWeight=` says the same.
    """
    with suppress(OSError):
        os.nice(niceness)
    with suppress(OSError):
        _AUTOGROUP.write_text(str(niceness), "ascii")


if __name__ == "__main__":
    give_way()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
