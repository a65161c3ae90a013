"""Reading one file: rows that are good, and rows that are not, each with its line and reason.

A row is a line: a quotation mark that somebody forgot to close costs its own line, not those after it.
"""

from __future__ import annotations

import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from models.importing.columns import Value
from models.importing.files import File

LONGEST_LINE = 10_000
"""Characters; ten times what the widest row may have."""
_CHUNK = 1 << 18
"""Characters read at once: some 2,500 lines, which are then checked together."""

Row = tuple[Value, ...]
"""The line in the file (as text, the header being 1), then the columns."""


class Unusable(Exception):
    """The file cannot be read at all, and why."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was left out. `line` is the line in the file, the header being 1."""

    line: int
    column: str
    reason: str
    key: str = ""


def open_binary(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked."""
    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]  # GzipFile is one


def blocks(file: File, raw: IO[bytes], refuse: Callable[[Refusal], None]) -> Iterator[list[Row]]:
    """The good rows, some at a time; the others go to `refuse`. Raises Unusable for a file that is not this one."""
    text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
    try:
        lines = _lines(text)
        _check_header(file, next(lines, [""])[0])
        first = 2
        for some in lines:
            yield _at_a_stroke(file, some, first) or list(_one_by_one(file, some, first, refuse))
            first += len(some)
    except (EOFError, zlib.error, gzip.BadGzipFile):
        raise Unusable("no es un .gz completo y sano: vuelve a generarlo") from None
    finally:
        text.detach()  # the file is its opener's to close


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


def _check_header(file: File, line: str) -> None:
    wanted = [column.spanish for column in file.columns]
    if "\x00" in line or any(map(_undecoded, line)):
        raise Unusable("no se puede leer: debe ser CSV en UTF-8")
    if [name.strip() for name in line.strip().replace('"', "").split(",")] != wanted:
        raise Unusable(f"el encabezado debe ser {','.join(wanted)}")


def _at_a_stroke(file: File, lines: list[str], first: int) -> list[Row]:
    """All the rows when every one of them is good, else none."""
    if max(map(len, lines)) > LONGEST_LINE:
        return []
    try:
        rows = list(csv.reader(lines, strict=True))
        if len(rows) != len(lines) or set(map(len, rows)) != {len(file.columns)}:
            return []
        values = zip(*rows, strict=True)
        checked = [column.check.many(each) for column, each in zip(file.columns, values, strict=True)]
    except (ValueError, csv.Error):
        return []
    return list(zip(map(str, range(first, first + len(lines))), *checked, strict=True))


def _one_by_one(file: File, lines: list[str], first: int, refuse: Callable[[Refusal], None]) -> Iterator[Row]:
    for number, line in enumerate(lines, first):
        if len(line) > LONGEST_LINE:
            refuse(Refusal(number, "", f"tiene más de {LONGEST_LINE} caracteres"))
            continue
        try:
            rows = list(csv.reader([line], strict=True))
        except csv.Error:
            refuse(Refusal(number, "", "las comillas no están bien"))
            continue
        for fields in filter(None, rows):
            checked = _row(file, fields, number)
            if isinstance(checked, Refusal):
                refuse(checked)
            else:
                yield checked


def _row(file: File, fields: list[str], number: int) -> Row | Refusal:
    key = " ".join(fields[: file.keys])
    if len(fields) != len(file.columns):
        return Refusal(number, "", f"tiene {len(fields)} columnas y deben ser {len(file.columns)}", key)
    good: list[Value] = [str(number)]
    for column, field in zip(file.columns, fields, strict=True):
        try:
            good.append(column.check.one(field))
        except ValueError as error:
            reason = "no está en UTF-8" if any(map(_undecoded, field)) else str(error)
            return Refusal(number, column.spanish, reason, key)
    return tuple(good)


def _undecoded(char: str) -> bool:
    """A byte that was no UTF-8 stands in the text as one of these."""
    return "\udc80" <= char <= "\udcff"
