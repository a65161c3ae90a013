"""Reading one file: rows that are good, and rows that are not, each with its line and reason.

A row is a line: a quotation mark that somebody forgot to close costs its own line, not those after it.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import IO, NamedTuple

from models.importing.columns import Value
from models.importing.format import EMPTY, Format
from models.importing.shapes import Column, File
from models.importing.together import RowFinding

LONGEST_LINE = 10_000
"""Characters; ten times what the widest row may have."""
_CHUNK = 1 << 18
"""Characters read at once: some 2,500 lines, which are then checked together."""

SAVE_AGAIN = "guárdalo otra vez como CSV UTF-8 (en la hoja de cálculo: Guardar como, CSV UTF-8)"
NO_TEXT = f"no se puede leer: {SAVE_AGAIN}"
NOT_UTF8 = "no está en UTF-8: guarda el archivo como CSV UTF-8"

Row = tuple[Value, ...]
"""The values of a line, checked."""


class Unusable(Exception):
    """The file cannot be read at all, and why."""


class Rows(NamedTuple):
    """Good rows, and beside them their lines in the file, the header being 1."""

    lines: Sequence[int]
    rows: list[Row]


class Refusal(NamedTuple):
    """A row that was left out. `line` is the line in the file, the header being 1."""

    line: int
    column: str
    reason: str
    key: str = ""


def open_binary(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]  # one too


Say = Callable[[Refusal], None]


class FileReader:
    """Reads one file. Rows that are no good go to `refuse`, good ones that want a look to `note` too."""

    def __init__(self, file: File, refuse: Say, note: Say = lambda _: None, today: date | None = None) -> None:
        self._file = file
        self._refuse = refuse
        self._note = note
        self._today = today
        self._format = Format()
        self._names = [column.spanish for column in file.columns]
        self._header: list[str] = []
        self._key: list[int] = []
        self.columns = file.columns
        """What the rows hold, in this order: once the header was read, without the columns that it has not."""

    def blocks(self, raw: IO[bytes]) -> Iterator[Rows]:
        """The good rows, some at a time. Raises Unusable for a file that is not this one, or is no more to be read."""
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        try:
            lines = _lines(text)
            first, begun = self._begin(lines)
            for some in chain([begun] if begun else [], lines):
                yield self._at_a_stroke(some, first) or self._one_by_one(some, first)
                first += len(some)
        except (EOFError, zlib.error, gzip.BadGzipFile):
            raise Unusable("no es un .gz completo y sano: vuelve a generarlo") from None
        except OSError as error:
            raise Unusable(f"se dejó de poder leer ({error.strerror}): vuelve a cargarlo") from None
        finally:
            text.detach()  # the file is its opener's to close

    def _begin(self, lines: Iterator[list[str]]) -> tuple[int, list[str]]:
        """Read as far as the header, past empty lines; the line after it, and what was read of the rest."""
        number, hinted = 1, False
        for some in lines:
            for place, line in enumerate(some, 1):
                number += 1
                if not line.strip(EMPTY):
                    continue
                if not hinted:
                    self._format = Format.of(line)
                    hinted = self._format.is_hint
                    if hinted:
                        continue
                self._check_header(line)
                return number, some[place:]
        raise Unusable(f"está vacío: debe empezar con el encabezado {','.join(self._names)}")

    def _check_header(self, line: str) -> None:
        if "\x00" in line or any(map(_undecoded, line)):
            raise Unusable(NO_TEXT)
        if "\r" in line.strip():
            raise Unusable(f"sus renglones no terminan en salto de línea: {SAVE_AGAIN}")
        found = self._format.names(line)
        missing = {column.spanish for column in self._file.columns} - set(found)
        needed = [name for name in self._names if name in missing and not self._column(name).may_be_missing]
        strange = sorted(set(found) - set(self._names)) or [name for name in found if found.count(name) > 1]
        if needed or strange:
            fault = f"no tiene {', '.join(needed)}" if needed else f"tiene {', '.join(dict.fromkeys(strange))}"
            raise Unusable(f"el encabezado {fault}; debe ser {','.join(self._names)}")
        self._header = found
        self._key = [found.index(name) for name in self._names[: self._file.keys]]
        self.columns = tuple(column for column in self._file.columns if column.spanish not in missing)

    def _column(self, spanish: str) -> Column:
        return self._file.columns[self._names.index(spanish)]

    def _at_a_stroke(self, lines: list[str], first: int) -> Rows | None:
        """All the rows when every one of them is good."""
        if max(map(len, lines)) > LONGEST_LINE:
            return None
        try:
            given = dict(zip(self._header, self._format.columns(lines, len(self._header)), strict=True))
            checked = [column.check.many(given[column.spanish]) for column in self.columns]
        except (ValueError, csv.Error):
            return None
        good = Rows(range(first, first + len(lines)), list(zip(*checked, strict=True)))
        return good if self._together(good) else None

    def _one_by_one(self, lines: list[str], first: int) -> Rows:
        good = list(self._good_ones(lines, first))
        return Rows([number for number, _ in good], [row for _, row in good])

    def _good_ones(self, lines: list[str], first: int) -> Iterator[tuple[int, Row]]:
        for number, line in enumerate(lines, first):
            if len(line) > LONGEST_LINE:
                self._refuse(Refusal(number, "", f"tiene más de {LONGEST_LINE} caracteres"))
                continue
            try:
                rows = list(self._format.rows([line]))
            except csv.Error:
                self._refuse(Refusal(number, "", "las comillas no están bien"))
                continue
            for fields in rows:
                if not any(map(str.strip, fields)):
                    continue
                checked = self._row(fields, number)
                if isinstance(checked, Refusal):
                    self._refuse(checked)
                else:
                    yield number, checked

    def _row(self, fields: list[str], number: int) -> Row | Refusal:
        while len(fields) > len(self._header) and not fields[-1]:
            fields.pop()
        key = " ".join(fields[place] for place in self._key if place < len(fields))
        if len(fields) != len(self._header):
            return Refusal(number, "", f"tiene {len(fields)} columnas y deben ser {len(self._header)}", key)
        given = dict(zip(self._header, fields, strict=True))
        good: list[Value] = []
        for column in self.columns:
            field = given[column.spanish]
            try:
                good.append(column.check.one(field))
            except ValueError as error:
                reason = NOT_UTF8 if any(map(_undecoded, field)) else str(error)
                return Refusal(number, column.spanish, reason, key)
        alone = Rows([number], [tuple(good)])
        return alone.rows[0] if self._together(alone) else self._found(alone)[0][0]

    def _together(self, rows: Rows) -> bool:
        """Whether all rows may go in; what is to be said of them is noted if so."""
        found = self._found(rows)
        if any(finding.refuses for _, finding in found):
            return False
        for row, _ in found:
            self._note(row)
        return True

    def _found(self, rows: Rows) -> list[tuple[Refusal, RowFinding]]:
        """What the values of these rows say of each other."""
        if (both := self._file.together) is None:
            return []
        held = [column.spanish for column in self.columns]
        one, other = (held.index(name) for name in (both.first, both.second))
        return [
            (Refusal(line, found.column, found.reason, " ".join(map(str, row[: self._file.keys]))), found)
            for line, row in zip(*rows, strict=True)
            if (found := both.judge(row[one] or "", row[other] or "", self._today))
        ]


def _lines(text: io.TextIOWrapper) -> Iterator[list[str]]:
    """The first line by itself, then many at a time; of a line that is too long the beginning and the end."""
    rest, begun = "", False
    while chunk := text.read(_CHUNK):
        *whole, rest = (rest + chunk).split("\n")
        rest = rest[: LONGEST_LINE + 1]
        if whole and not begun:
            begun = True
            yield whole[:1]
            del whole[0]
        if whole:
            yield whole
    if rest:
        yield [rest]


def _undecoded(char: str) -> bool:
    """A byte that was no UTF-8 stands in the text as one of these."""
    return "\udc80" <= char <= "\udcff"
