"""Synthetic workers a second, beside a bare CSV writer of the same rows in the same run."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.row import Row
from models.demo.write import write

WORKERS = 100_000
AIM = 0.8
"""Of the bare writer's rate."""
_AT_ONCE = 10_000


def rows() -> Iterator[Row]:
    """By CPU, which a busy machine leaves as it is; what the bare one is given is in memory already."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        began = time.process_time()
        write(folder, WORKERS, 1, date(2026, 11, 20))
        ours = WORKERS / (time.process_time() - began)
        bare = WORKERS / sum(map(_written_again, sorted(folder.glob("*.csv"))))
    both = (ours, "workers/s"), (bare, "workers/s, csv.writer")
    yield Row.of_rates("demo-data", *both, f"{AIM} x", holds=ours >= AIM * bare)


def _written_again(file: Path) -> float:
    """Seconds."""
    seconds = 0.0
    with file.open(encoding="utf-8", newline="") as source, file.with_suffix(".again").open("w", newline="") as out:
        reader, writer = csv.reader(source), csv.writer(out, lineterminator="\n")
        while some := list(islice(reader, _AT_ONCE)):
            began = time.process_time()
            writer.writerows(some)
            seconds += time.process_time() - began
    return seconds
