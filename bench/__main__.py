"""Runs the benchmarks named on the command line, or all of them, and prints one table."""

from __future__ import annotations

import importlib
import sys

from rich.console import Console
from rich.table import Table

BENCHES = ("turn", "webhook", "ussd", "import_rate", "outbox_rate", "outbox_plan")


def main(names: list[str]) -> int:
    """Run and print; 1 when an aim is not met."""
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        print(f"no benchmark named {', '.join(unknown)}: there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table("what", "ours", "beside it, same run", "ratio", "aim", "")
    missed = False
    for name in names or BENCHES:
        with console.status(f"{name}…"):
            for row in importlib.import_module(f"bench.{name}").rows():
                missed |= not row.holds
                table.add_row(row.what, row.ours, row.beside, row.ratio, row.aim, "holds" if row.holds else "MISSED")
    console.print(table)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
