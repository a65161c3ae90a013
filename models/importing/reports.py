"""What an import has to say of single rows: a list beside each file, or in a folder chosen for the lists."""

from __future__ import annotations

import csv
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from models.importing.reading import Refusal

REFUSED, NOTED = "rechazos", "observaciones"
OURS = (f"{REFUSED}-", f"{NOTED}-")
SHOWN = 5
"""Rows that are kept to be shown when the list cannot be written."""
_RUNS = ("=", "+", "-", "@", "\t", "\r", "|")
"""What a cell begins with that spreadsheets take for a formula (OWASP, "CSV Injection")."""


class Report:
    """Rows as they come, refused or noted; no list without a row. A folder that takes none stops nothing."""

    def __init__(self, kind: str, path: Path, folder: Path | None) -> None:
        self._file = path.name
        self.path = (folder or path.parent) / f"{kind}-{path.name.lower().removesuffix('.gz')}"
        self.count = 0
        self.first: list[Refusal] = []
        self.unwritten = ""
        self._out: IO[str] | None = None
        self._writer: Any = None

    def __enter__(self) -> Report:
        return self

    def __exit__(self, *_: object) -> None:
        if self._out is not None:
            try:
                self._out.close()
            except OSError as error:
                self._give_up(error)

    def add(self, row: Refusal) -> None:
        """Write one down."""
        self.count += 1
        if len(self.first) < SHOWN:
            self.first.append(row)
        if self.unwritten:
            return
        try:
            if self._writer is None:
                self._begin()
            self._writer.writerow(map(_cell, (self._file, str(row.line), row.column, row.reason, row.key)))
        except OSError as error:
            self._give_up(error)

    def forget(self) -> None:
        """Take away the list of an earlier import; one that cannot be is named."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            self._give_up(error)

    def _begin(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._out = self.path.open("a", encoding="utf-8", errors="replace", newline="")
        self._writer = csv.writer(self._out)
        if self._out.tell() == 0:
            self._writer.writerow(["archivo", "linea", "columna", "motivo", "clave"])

    def _give_up(self, error: OSError) -> None:
        self.unwritten = error.strerror or type(error).__name__
        if self._out is not None:
            with suppress(OSError):
                self._out.close()


def _cell(text: str) -> str:
    """A cell that a spreadsheet shows and never runs: `=cmd|…` of a file that somebody else wrote."""
    return f"'{text}" if text.startswith(_RUNS) else text
