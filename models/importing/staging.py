"""Into the tables, a batch at a time: a staging table takes the rows as they come, then SQL does the rest as a set.

Rows whose worker or credit nobody knows are refused; of rows with the same key the last counts; a row that is there
already, the same, is not touched. PostgreSQL is fed through COPY, SQLite through executemany.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection

from models.importing.files import File
from models.importing.reading import Refusal, Row

BATCH = 50_000
"""Rows to a transaction: two batches in memory are some 40 MB, whatever the file's size."""

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_NEEDS_ESCAPE = frozenset("\\\t\n\r")


class Loader(Protocol):
    """Puts a batch into the staging table."""

    def __call__(self, connection: Connection, batch: Sequence[tuple[int, Row]]) -> None:
        """Copy the rows with their lines."""


class Staging:
    """The staging table of one file on one connection."""

    def __init__(self, connection: Connection, file: File) -> None:
        self._connection = connection
        self._file = file
        self._postgres = connection.dialect.name == "postgresql"
        self._names = [column.name for column in file.columns]
        kinds = ", ".join(f'"{column.name}" {column.kind}' for column in file.columns)
        connection.exec_driver_sql("DROP TABLE IF EXISTS stage")
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE stage (line bigint, {kinds})")

    def load(self, batch: Sequence[tuple[int, Row]]) -> tuple[int, list[Refusal]]:
        """One batch into the table, in the caller's transaction; rows written, and rows that hang on nothing."""
        self._fill(self._newest(batch))
        refused = self._orphans()
        written = self._connection.exec_driver_sql(self._upsert()).rowcount
        self._connection.exec_driver_sql("TRUNCATE stage" if self._postgres else "DELETE FROM stage")
        return written, refused

    def _newest(self, batch: Sequence[tuple[int, Row]]) -> Sequence[tuple[int, Row]]:
        """Of rows with the same key the last: a statement may not touch a row twice."""
        keys = self._file.keys
        return list({tuple(row[:keys]): (line, row) for line, row in batch}.values())

    def _fill(self, batch: Sequence[tuple[int, Row]]) -> None:
        if not self._postgres:
            marks = ", ".join("?" * (len(self._names) + 1))
            rows = [(line, *row) for line, row in batch]
            self._connection.exec_driver_sql(f"INSERT INTO stage VALUES ({marks})", rows)
            return
        raw = self._connection.connection.driver_connection
        assert raw is not None
        with raw.cursor() as cursor, cursor.copy("COPY stage FROM STDIN") as copy:
            for start in range(0, len(batch), 2000):
                copy.write("".join([_line(line, row) for line, row in batch[start : start + 2000]]))
        if len(batch) > 1000:
            self._connection.exec_driver_sql("ANALYZE stage")

    def _orphans(self) -> list[Refusal]:
        if self._file.hangs_on is None:
            return []
        own, table, column = self._file.hangs_on
        spanish = next(each.spanish for each in self._file.columns if each.name == own)
        where = f'NOT EXISTS (SELECT 1 FROM {table} t WHERE t."{column}" = stage."{own}")'
        key = self._names[0]
        found = self._connection.exec_driver_sql(
            f'SELECT line, "{own}", "{key}" FROM stage WHERE {where} ORDER BY line'
        ).all()
        if found:
            self._connection.exec_driver_sql(f"DELETE FROM stage WHERE {where}")
        what = "el trabajador" if table == "worker" else "el crédito"
        return [Refusal(line, spanish, f"{what} no está en los registros", str(name)) for line, _, name in found]

    def _upsert(self) -> str:
        table, keys = self._file.table, ", ".join(f'"{name}"' for name in self._file.key)
        names = ", ".join(f'"{name}"' for name in self._names)
        rest = [name for name in self._names if name not in self._file.key]
        differs = "IS DISTINCT FROM" if self._postgres else "IS NOT"
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
        changed = " OR ".join(f'{table}."{name}" {differs} excluded."{name}"' for name in rest)
        return (
            f"INSERT INTO {table} ({names}) SELECT {names} FROM stage WHERE true "
            f"ON CONFLICT ({keys}) DO UPDATE SET {sets} WHERE {changed}"
        )


def _line(line: int, row: Row) -> str:
    """One row in COPY's text format."""
    fields = "\t".join(["\\N" if value is None else value for value in row])
    if "\\" in fields or fields.count("\t") != len(row) - 1 or "\n" in fields or "\r" in fields:
        fields = "\t".join(["\\N" if value is None else value.translate(_ESCAPES) for value in row])
    return f"{line}\t{fields}\n"
