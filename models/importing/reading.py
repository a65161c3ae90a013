"""Reading one file: rows that are good, and rows that are not, each with its line and reason."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from models.importing.files import File

LONGEST_FIELD = 10_000
"""Characters; a stray quotation mark would otherwise swallow the rest of the file."""

Row = list[str | None]


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


def rows(file: File, raw: IO[bytes], refuse: Callable[[Refusal], None]) -> Iterator[tuple[int, Row]]:
    """The good rows with their lines; the others go to `refuse`. Raises Unusable for a file that is not this one."""
    text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
    csv.field_size_limit(LONGEST_FIELD)
    try:
        yield from _rows(file, text, refuse)
    except (EOFError, gzip.BadGzipFile):
        raise Unusable("el archivo comprimido está cortado: vuelve a generarlo") from None
    finally:
        text.detach()  # the file is its opener's to close


def _rows(file: File, text: io.TextIOWrapper, refuse: Callable[[Refusal], None]) -> Iterator[tuple[int, Row]]:
    reader = csv.reader(text, strict=True)
    _check_header(file, reader)
    checks = [column.check for column in file.columns]
    names = [column.spanish for column in file.columns]
    width = len(checks)
    while True:
        try:
            for fields in reader:
                if len(fields) != width:
                    if fields:
                        refuse(Refusal(reader.line_num, "", f"tiene {len(fields)} columnas y deben ser {width}"))
                    continue
                try:
                    good: Row = [check(field) for check, field in zip(checks, fields, strict=True)]
                except ValueError:
                    refuse(_why(reader.line_num, names, checks, fields))
                else:
                    yield reader.line_num, good
            return
        except csv.Error as error:
            refuse(Refusal(reader.line_num, "", _plain(error)))


def _check_header(file: File, reader: Iterator[list[str]]) -> None:
    wanted = [column.spanish for column in file.columns]
    try:
        header = next(reader, [])
    except (csv.Error, gzip.BadGzipFile, EOFError):
        raise Unusable("no se puede leer: ¿es CSV en UTF-8?") from None
    if [name.strip() for name in header] != wanted:
        raise Unusable(f"el encabezado debe ser {','.join(wanted)}")


def _why(line: int, names: list[str], checks: list[Callable[[str], str | None]], fields: list[str]) -> Refusal:
    for name, check, field in zip(names, checks, fields, strict=True):
        try:
            if any("\udc80" <= char <= "\udcff" for char in field):
                return Refusal(line, name, "no está en UTF-8", fields[0])
            check(field)
        except ValueError as error:
            return Refusal(line, name, str(error), fields[0])
    return Refusal(line, "", "no es válida", fields[0])


def _plain(error: csv.Error) -> str:
    said = str(error)
    if "field larger" in said:
        return "un campo es demasiado largo: quizá falta cerrar comillas"
    if "NUL" in said:
        return "tiene bytes nulos"
    return "las comillas no están bien"
