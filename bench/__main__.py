"""Runs the benchmarks named on the command line, or all of them, prints one table and keeps it as JSON.

`list` says what there is.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.row import Row

BENCHES = (
    "turn",
    "webhook",
    "ussd",
    "nip",
    "cold",
    "scale.memory",
    "scale.growth",
    "import_rate",
    "scale.demo_data",
    "scale.import_memory",
    "outbox.rate",
    "outbox.plan",
    "documents",
    "purge",
    "attack",
    "console",
    "console_streams",
)
KEPT = Path("build/bench.json")


def main(names: list[str]) -> int:
    """Run and print; 1 when an aim is not met."""
    if names == ["list"]:
        for name in BENCHES:
            about, _, _ = (importlib.import_module(f"bench.{name}").__doc__ or "").partition("\n\n")
            print(f"{name:18} {' '.join(about.split())}")
        return 0
    unknown = sorted(set(names) - set(BENCHES))
    if unknown:
        print(f"no benchmark named {', '.join(unknown)}: there are {', '.join(BENCHES)}", file=sys.stderr)
        return 2
    console = Console(width=None if sys.stdout.isatty() else 160)
    table = Table("what", "ours", "beside it, same run", "ratio", "aim", "")
    rows: list[Row] = []
    for name in names or BENCHES:
        with console.status(f"{name}…"):
            for row in importlib.import_module(f"bench.{name}").rows():
                rows.append(row)
                table.add_row(row.what, row.ours, row.beside, row.ratio, row.aim, "holds" if row.holds else "MISSED")
    console.print(table)
    _keep(rows)
    console.print(f"The same with every figure: {KEPT}")
    return 0 if all(row.holds for row in rows) else 1


def _keep(rows: list[Row]) -> None:
    KEPT.parent.mkdir(exist_ok=True)
    machine = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "cores": os.cpu_count(), "load": os.getloadavg()}
    KEPT.write_text(json.dumps({**machine, "rows": [asdict(row) for row in rows]}, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
