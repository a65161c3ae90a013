"""What an import of very many rows takes beside one of a tenth: the same memory and the same rate.

`IMPORT_WORKERS` are those of the larger file, each with four contributions.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.row import Row
from models.demo.write import write
from models.importing import import_paths
from models.migrate import upgrade
from tests.servers import postgres_server

WORKERS = int(os.environ.get("IMPORT_WORKERS", "2500000"))
AIM = 1.1
"""Of the memory of a tenth."""


def rows() -> Iterator[Row]:
    """The larger one after the smaller, each into tables of its own, by a process of its own."""
    (few, least, slow), (many, most, fast) = _imported(WORKERS // 10), _imported(WORKERS)
    yield Row(
        f"import of {many:,} rows",
        f"{most:.0f} MB, {fast:,.0f} rows/s",
        f"{least:.0f} MB, {slow:,.0f} rows/s with {few:,}",
        f"{most / least:.2f} x",
        f"memory within {AIM} x",
        most < least * AIM,
        {"rows": many, "import_mb": most, "rows_per_second": fast},
    )


def _imported(workers: int) -> tuple[int, float, float]:
    """Rows, megabytes at most, rows a second."""
    with TemporaryDirectory() as name, postgres_server() as postgres:
        write(Path(name), workers, 1, date(2026, 11, 20))
        upgrade(postgres)
        import_paths(postgres, [Path(name) / "trabajadores.csv"])
        file = Path(name) / "aportaciones.csv"
        with file.open("rb") as source:
            count = sum(block.count(b"\n") for block in iter(lambda: source.read(1 << 20), b"")) - 1
        began = time.perf_counter()
        process = os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "cli", "import", str(file)],
            {**os.environ, "MICUENTA_ENV": "test", "MICUENTA_DATABASE_URL": postgres},
        )
        _, status, used = os.wait4(process, 0)
        assert status == 0, f"the import ended with {os.waitstatus_to_exitcode(status)}"
        return count, used.ru_maxrss / 1024, count / (time.perf_counter() - began)
