"""Rows as the institution's system tells them, held to the same columns and rules as its files.

Nothing that is not what was asked for is taken: a row of another worker or credit is refused with all of its answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from models.importing.files import FILES
from models.importing.shapes import File
from models.source.client import Failed

SourceRow = Mapping[str, Any]
Recorded = TypeVar("Recorded")
OF_FILE = {file.name: file for file in FILES}

_TYPED: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "bigint": lambda value: Decimal(value).scaleb(-2),
    "date": date.fromisoformat,
    "integer": int,
}


def row(file: File, told: object, **asked: str) -> SourceRow:
    """The columns of a file by their names in our tables, typed. Raises Failed where it is not what was `asked`."""
    if not isinstance(told, dict):
        raise Failed("malformed")
    values = {}
    for column in file.columns:
        given = told.get(column.spanish)
        if not isinstance(given, str | int | None) or isinstance(given, bool):
            raise Failed("malformed")
        try:
            value = column.check.one("" if given is None else str(given))
            values[column.name] = None if value is None else _TYPED[column.kind](value)
        except ValueError:
            raise Failed("malformed") from None
    if any(values[name] != value for name, value in asked.items()):
        raise Failed("not-asked")
    return values


def source_rows(file: File, told: object, most: int, **asked: str) -> list[SourceRow]:
    """The rows of a list, at most so many."""
    listed = told.get("filas") if isinstance(told, dict) else None
    if not isinstance(listed, list) or len(listed) > most:
        raise Failed("malformed")
    return [row(file, each, **asked) for each in listed]


def newest(found: Iterable[SourceRow], *by: str) -> list[SourceRow]:
    """In the order of these columns, the greatest first."""
    return sorted(found, key=lambda row: tuple(row[name] for name in by), reverse=True)


def made(kind: type[Recorded], values: SourceRow, **more: object) -> Recorded:
    """A record of what it has in common with a row."""
    names = {each.name for each in fields(kind)}  # type: ignore[arg-type]  # records are dataclasses
    return kind(**{name: value for name, value in {**values, **more}.items() if name in names})
