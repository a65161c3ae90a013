"""Importing files and folders: the order, what is said of rows beside each file, the summary."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO

from models.database import Database, writing
from models.importing.finding import find
from models.importing.reading import FileReader, Refusal, Row, Rows, Unusable, open_binary
from models.importing.reports import NOTED, REFUSED, Report
from models.importing.shapes import File
from models.importing.staging import BATCH, Staging

Progress = Callable[[Path, int], None]
"""Called with a file and how many of its bytes have been read so far."""


@dataclass(slots=True)
class ImportCount:
    """What became of one file. `unusable` says why none of it, or not all, could be read."""

    path: Path
    table: str = ""
    written: int = 0
    same: int = 0
    refused: int = 0
    noted: int = 0
    unusable: str = ""
    unwritten: tuple[Report, ...] = ()
    """Lists that could not be written."""


@dataclass(slots=True)
class Summary:
    """What became of an import."""

    counts: list[ImportCount] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every row of every file is in, and no file was left aside."""
        return not any(count.refused or count.unusable for count in self.counts)


def import_paths(
    url: str,
    paths: Sequence[Path],
    progress: Progress | None = None,
    *,
    rejects: Path | None = None,
    today: date | None = None,
) -> Summary:
    """Load files, or folders of them, in the order they hang on each other. Never raises for what is in a file.

    Lists of rows go to the folder `rejects`, else beside each file. With `today`, nobody is born later.
    """
    summary, database = Summary(), Database(url)
    found = find(paths)
    reports = [(Report(REFUSED, each.path, rejects), Report(NOTED, each.path, rejects)) for each in found]
    for each, both in zip(found, reports, strict=True):
        for report in both if each.file else ():
            report.forget()
    try:
        with _without_rounds():
            for each, both in zip(found, reports, strict=True):
                count = ImportCount(each.path, unusable=each.aside)
                if each.file:
                    count = _import(database, each.file, each.path, both, progress, today)
                summary.counts.append(count)
    finally:
        database.close()
    return summary


def _import(
    database: Database,
    file: File,
    path: Path,
    reports: tuple[Report, Report],
    progress: Progress | None,
    today: date | None,
) -> ImportCount:
    count, (refused, noted) = ImportCount(path, file.name), reports
    with ExitStack() as stack:
        for report in reports:
            stack.enter_context(report)
        try:
            raw = stack.enter_context(open_binary(path))
        except OSError as error:
            count.unusable = f"no se puede abrir ({error.strerror}): revisa sus permisos"
            return count
        good = 0
        reader = FileReader(file, refused.add, noted.add, today)
        with _Writer(database, reader, file, count, refused) as writer:
            lines: list[int] = []
            rows: list[Row] = []
            try:
                for some in reader.blocks(raw):
                    lines += some.lines
                    rows += some.rows
                    good += len(some.rows)
                    if len(rows) >= BATCH:
                        writer.write(Rows(lines, rows))
                        lines, rows = [], []
                        if progress:
                            progress(path, _read_so_far(raw))
            except Unusable as reason:
                count.unusable = str(reason)
            writer.write(Rows(lines, rows))
        if progress:
            progress(path, _read_so_far(raw))
        count.refused, count.noted = refused.count, noted.count
        count.same = max(0, good - count.written - writer.orphans)
    count.unwritten = tuple(report for report in reports if report.unwritten)
    return count


@contextmanager
def _without_rounds() -> Iterator[None]:
    """No rounds of the garbage collector: rows are many and hold no cycles, and each round would walk them all."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class _Writer:
    """Writes one batch while the next is being read: the database works while we check rows."""

    def __init__(
        self, database: Database, reader: FileReader, file: File, count: ImportCount, refusals: Report
    ) -> None:
        self._reader = reader
        self._connection = database.connect()
        self._file = file
        self._staging: Staging | None = None
        self._count = count
        self._refusals = refusals
        self.orphans = 0
        self._thread = ThreadPoolExecutor(1)
        self._under_way: Future[tuple[int, list[Refusal]]] | None = None

    def __enter__(self) -> _Writer:
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._wait()
        finally:
            self._thread.shutdown()
            self._connection.close()

    def write(self, batch: Rows) -> None:
        """Begin writing a batch once the one before it is in."""
        self._wait()
        if batch.rows:
            self._under_way = self._thread.submit(self._load, batch)

    def _load(self, batch: Rows) -> tuple[int, list[Refusal]]:
        with writing(self._connection):
            if self._staging is None:  # the header has been read by now
                self._staging = Staging(self._connection, self._file, self._reader.columns)
            return self._staging.load(batch)

    def _wait(self) -> None:
        if self._under_way is not None:
            written, orphans = self._under_way.result()
            self._under_way = None
            self._count.written += written
            self.orphans += len(orphans)
            for orphan in orphans:
                self._refusals.add(orphan)


def _read_so_far(raw: IO[bytes]) -> int:
    """Bytes of the file on disk that have been read, packed or not."""
    packed: IO[bytes] | None = getattr(raw, "fileobj", None)
    return (packed or raw).tell()
