"""Importing files and folders: the order, the refusals beside each file, the summary."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from models.database import Database, writing
from models.importing.files import FILES, File
from models.importing.reading import Refusal, Row, Unusable, blocks, open_binary
from models.importing.staging import BATCH, Staging

Progress = Callable[[Path, int], None]
"""Called with a file and how many of its bytes have been read so far."""


@dataclass(slots=True)
class Count:
    """What became of one file. `unusable` says why none of it could be read."""

    path: Path
    table: str = ""
    written: int = 0
    same: int = 0
    refused: int = 0
    unusable: str = ""


@dataclass(slots=True)
class Summary:
    """What became of an import."""

    counts: list[Count] = field(default_factory=list)

    @property
    def clean(self) -> bool:
        """Whether every row of every file is in."""
        return not any(count.refused or count.unusable for count in self.counts)


def import_paths(url: str, paths: Sequence[Path], progress: Progress | None = None) -> Summary:
    """Load files, or folders of them, in the order they hang on each other. Never raises for what is in a file."""
    summary, database = Summary(), Database(url)
    found = list(_in_order(paths, summary))
    for _, path in found:
        _beside(path).unlink(missing_ok=True)
    try:
        for file, path in found:
            summary.counts.append(_import(database, file, path, progress))
    finally:
        database.close()
    return summary


def _in_order(paths: Sequence[Path], summary: Summary) -> Iterator[tuple[File, Path]]:
    found: list[tuple[int, Path]] = []
    places = {file.name: place for place, file in enumerate(FILES)}
    known = ", ".join(f"{file.name}.csv" for file in FILES)
    for path in paths:
        if not path.exists():
            summary.counts.append(Count(path, unusable="no existe: revisa el nombre y la carpeta"))
            continue
        before = len(found)
        for each in sorted(path.iterdir()) if path.is_dir() else [path]:
            name = each.name.removesuffix(".gz").removesuffix(".csv")
            if name in places and each.name in (f"{name}.csv", f"{name}.csv.gz"):
                found.append((places[name], each))
        if len(found) == before:
            where = "la carpeta no tiene ninguno de" if path.is_dir() else "el nombre no es el de uno de"
            summary.counts.append(Count(path, unusable=f"{where} los archivos conocidos: {known}"))
    yield from ((FILES[place], path) for place, path in sorted(found))


def _import(database: Database, file: File, path: Path, progress: Progress | None) -> Count:
    count = Count(path, file.name)
    with ExitStack() as stack:
        refusals = stack.enter_context(_Refusals(path))
        try:
            raw = stack.enter_context(open_binary(path))
        except OSError as error:
            count.unusable = f"no se puede abrir ({error.strerror}): revisa sus permisos"
            return count
        good = 0
        with _Writer(database, file, count, refusals) as writer:
            batch: list[Row] = []
            try:
                for some in blocks(file, raw, refusals.add):
                    batch += some
                    good += len(some)
                    if len(batch) >= BATCH:
                        writer.write(batch)
                        batch = []
                        if progress:
                            progress(path, _read_so_far(raw))
            except Unusable as reason:
                count.unusable = str(reason)
            writer.write(batch)
        if progress:
            progress(path, _read_so_far(raw))
        count.refused = refusals.count
        count.same = max(0, good - count.written - writer.orphans)
    return count


class _Writer:
    """Writes one batch while the next is being read: the database works while we check rows."""

    def __init__(self, database: Database, file: File, count: Count, refusals: _Refusals) -> None:
        self._connection = database.connect()
        self._staging = Staging(self._connection, file)
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

    def write(self, batch: list[Row]) -> None:
        """Begin writing a batch once the one before it is in."""
        self._wait()
        if batch:
            self._under_way = self._thread.submit(self._load, batch)

    def _load(self, batch: list[Row]) -> tuple[int, list[Refusal]]:
        with writing(self._connection):
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


def _beside(path: Path) -> Path:
    """Where the refusals of a file go; one file for both when a table comes packed and unpacked."""
    return path.with_name(f"rechazos-{path.name.removesuffix('.gz')}")


class _Refusals:
    """What is refused of a file, written down as it comes; no file without a refusal."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stack = ExitStack()
        self._writer: Any = None
        self.count = 0

    def __enter__(self) -> _Refusals:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def add(self, refusal: Refusal) -> None:
        """Write one down."""
        if self._writer is None:
            out = _beside(self._path).open("a", encoding="utf-8", errors="replace", newline="")
            self._writer = csv.writer(self._stack.enter_context(out))
            if out.tell() == 0:
                self._writer.writerow(["archivo", "linea", "columna", "motivo", "clave"])
        self._writer.writerow([self._path.name, refusal.line, refusal.column, refusal.reason, refusal.key])
        self.count += 1
