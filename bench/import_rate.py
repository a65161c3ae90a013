"""Rows a second of `micuenta import` for the largest file, beside a bare COPY of the same rows in the same run."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import psycopg

from bench.row import Row
from models.demo.write import write
from models.importing import import_paths
from models.migrate import upgrade
from tests.servers import postgres_server

WORKERS = 60_000
ROUNDS = 3
AIM = 0.5
"""Of the bare COPY's rate."""


def rows() -> Iterator[Row]:
    """Both, in turns, into empty tables."""
    with TemporaryDirectory() as name, postgres_server() as postgres:
        folder = Path(name)
        write(folder, WORKERS, 1, date(2026, 11, 20))
        upgrade(postgres)
        import_paths(postgres, [folder / "trabajadores.csv"])
        file = folder / "aportaciones.csv"
        ours, bare = [], []
        with psycopg.connect(postgres.replace("+psycopg", ""), autocommit=True) as connection:
            lines = _lines(file)
            for _ in range(ROUNDS):
                bare.append(_copy(connection, lines))
                connection.execute("TRUNCATE contribution")
                ours.append(_import(postgres, file, len(lines)))
                connection.execute("TRUNCATE contribution")
    rate, floor = median(ours), median(bare)
    bare_copy = floor, "rows/s, bare COPY"
    yield Row.of_rates("import of aportaciones", (rate, "rows/s"), bare_copy, f"{AIM} x", holds=rate >= AIM * floor)


def _lines(file: Path) -> list[str]:
    with file.open(encoding="utf-8", newline="") as source:
        reader = csv.reader(source)
        next(reader)
        return ["\t".join([*row[:5], row[5].replace(".", ""), row[6]]) + "\n" for row in reader]


def _copy(connection: psycopg.Connection, lines: list[str]) -> float:
    """Into the same table with the same indexes, nothing checked."""
    began = time.perf_counter()
    columns = "folio, nss, employer_registry, employer, period, amount, paid_on"
    with connection.cursor() as cursor, cursor.copy(f"COPY contribution ({columns}) FROM STDIN") as copy:
        buffer = io.StringIO("".join(lines))
        while block := buffer.read(1 << 18):
            copy.write(block)
    return len(lines) / (time.perf_counter() - began)


def _import(url: str, file: Path, count: int) -> float:
    began = time.perf_counter()
    summary = import_paths(url, [file])
    assert summary.clean, summary
    assert summary.counts[0].written == count, summary
    return count / (time.perf_counter() - began)
