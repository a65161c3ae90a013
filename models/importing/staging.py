"""Into the tables, a batch at a time: a staging table takes the rows as they come, then SQL does the rest as a set.

Rows whose worker or credit nobody knows are refused; of rows with the same key the last counts; a row that is there
already, the same, is not touched. PostgreSQL is fed through COPY, and takes rows straight into their table until it
turns out that one of them is there already; SQLite is fed through executemany.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter

from psycopg.errors import UniqueViolation
from sqlalchemy import Connection

from models.database import tried
from models.importing.merging import follow_merges, merged
from models.importing.reading import Refusal, Row, Rows
from models.importing.shapes import Column, File

BATCH = 50_000
"""Rows to a transaction: two batches in memory are some 40 MB, whatever the file's size."""

_COPY = 4000
"""Rows handed to COPY at once, some 500 kB."""

_NULL = "\x00"
"""Stands for NULL until backslashes are doubled: no checked value has one."""


class Staging:
    """The staging table of one file on one connection, with the `columns` that the file has."""

    def __init__(self, connection: Connection, file: File, columns: Sequence[Column]) -> None:
        self._connection = connection
        self._file = file
        self._postgres = connection.dialect.name == "postgresql"
        self._names = [column.name for column in columns]
        self._identify = itemgetter(*range(file.keys))
        self._absent = [column for column in file.columns if column not in columns]
        self._may_merge = file.merges and "nss" in self._names
        self._all_new = self._postgres and not self._absent and file.table != "merged_nss"
        kinds = ", ".join(f'"{column.name}" {column.kind}' for column in columns)
        connection.exec_driver_sql("DROP TABLE IF EXISTS stage")
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE stage (line bigint, {kinds})")

    def load(self, batch: Rows) -> tuple[int, list[Refusal]]:
        """One batch into the table, in the caller's transaction; rows written, and rows that hang on nothing.

        Of a row that is there already, columns that the file has not keep what they hold; of a new one they are empty.
        """
        once = len(set(map(self._identify, batch.rows))) == len(batch.rows)
        if self._all_new and once and self._has_nothing_to_say(batch.rows) and self._taken_straight(batch.rows):
            return len(batch.rows), []
        self._fill(batch)
        if self._merges() and self._connection.exec_driver_sql(merged("stage")).rowcount:
            once = False  # a row may have become another's like
        refused = sorted(self._orphans(), key=lambda refusal: refusal.line)
        if not once:
            self._keep_newest()
        written = self._connection.exec_driver_sql(self._upsert()).rowcount
        if self._file.table == "merged_nss":
            follow_merges(self._connection)
        self._connection.exec_driver_sql("TRUNCATE stage" if self._postgres else "DELETE FROM stage")
        return written, refused

    def _fill(self, batch: Rows) -> None:
        numbered: list[Row] = [(str(line), *row) for line, row in zip(*batch, strict=True)]
        if not self._postgres:
            marks = ", ".join("?" * (len(self._names) + 1))
            self._connection.exec_driver_sql(f"INSERT INTO stage VALUES ({marks})", numbered)
            return
        self._copy("stage", numbered)
        if len(numbered) > 1000:
            self._connection.exec_driver_sql("ANALYZE stage")

    def _copy(self, where: str, batch: Sequence[Row]) -> None:
        raw = self._connection.connection.driver_connection
        assert raw is not None
        with raw.cursor() as cursor, cursor.copy(f"COPY {where} FROM STDIN") as copy:
            for start in range(0, len(batch), _COPY):
                copy.write(_text(batch[start : start + _COPY]))

    def _has_nothing_to_say(self, batch: Sequence[Row]) -> bool:
        """Whether no row has to be changed or refused for what is in other tables."""
        for own, table, column in self._file.hangs_on:
            known, different = self._known(batch, own, table, column)
            if known != different:
                return False
        return not self._may_merge or self._known(batch, "nss", "merged_nss", "former")[0] == 0

    def _known(self, batch: Sequence[Row], own: str, table: str, column: str) -> tuple[int, int]:
        """How many of a column's different values another table has, and how many there are."""
        different = list(set(map(itemgetter(self._names.index(own)), batch)))
        count = f'SELECT count(*) FROM {table} WHERE "{column}" = ANY(%s)'
        return int(self._connection.exec_driver_sql(count, (different,)).scalar_one()), len(different)

    def _taken_straight(self, batch: Sequence[Row]) -> bool:
        """Rows into their table; False where one is there already, and then none of the file is tried again."""
        names = ", ".join(f'"{name}"' for name in self._names)
        try:
            with tried(self._connection):
                self._copy(f"{self._file.table} ({names})", batch)
        except UniqueViolation:
            self._all_new = False
        return self._all_new

    def _merges(self) -> bool:
        """Whether there may be rows of an NSS that was merged into another, to which they belong."""
        if not self._may_merge:
            return False
        return self._connection.exec_driver_sql("SELECT 1 FROM merged_nss LIMIT 1").first() is not None

    def _orphans(self) -> Iterator[Refusal]:
        key = " || ' ' || ".join(f'"{name}"' for name in self._file.key)
        for own, table, column in self._file.hangs_on:
            spanish = next(each.spanish for each in self._file.columns if each.name == own)
            where = f'NOT EXISTS (SELECT 1 FROM {table} t WHERE t."{column}" = stage."{own}")'
            found = self._connection.exec_driver_sql(f"SELECT line, {key} FROM stage WHERE {where}").all()
            if found:
                self._connection.exec_driver_sql(f"DELETE FROM stage WHERE {where}")
            what = "el trabajador" if table == "worker" else "el crédito"
            for line, name in found:
                yield Refusal(line, spanish, f"{what} no está en los registros", name)

    def _keep_newest(self) -> None:
        """Of rows with the same key the last: a statement may not touch a row twice. Next to no batch has any."""
        names = ", ".join(f'"{name}"' for name in self._file.key)
        newest = f"SELECT max(line) FROM stage GROUP BY {names}"
        self._connection.exec_driver_sql(f"DELETE FROM stage WHERE line NOT IN ({newest})")

    def _upsert(self) -> str:
        table, keys = self._file.table, ", ".join(f'"{name}"' for name in self._file.key)
        held = [f'"{name}"' for name in self._names]
        names = ", ".join(held + [f'"{column.name}"' for column in self._absent])
        values = ", ".join(held + ["NULL" if column.check.one("") is None else "''" for column in self._absent])
        rest = [name for name in self._names if name not in self._file.key]
        differs = "IS DISTINCT FROM" if self._postgres else "IS NOT"
        sets = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
        if not rest:
            return (
                f"INSERT INTO {table} ({names}) SELECT {values} FROM stage WHERE true ON CONFLICT ({keys}) DO NOTHING"
            )
        changed = " OR ".join(f'{table}."{name}" {differs} excluded."{name}"' for name in rest)
        return (
            f"INSERT INTO {table} ({names}) SELECT {values} FROM stage WHERE true "
            f"ON CONFLICT ({keys}) DO UPDATE SET {sets} WHERE {changed}"
        )


def _text(rows: Sequence[Row]) -> str:
    """Rows in COPY's text format. Checked values have no control characters, so only a backslash needs care."""
    try:
        text = "\n".join(map("\t".join, rows))  # type: ignore[arg-type]  # a NULL is what TypeError is for
    except TypeError:
        text = "\n".join(["\t".join([_NULL if value is None else value for value in row]) for row in rows])
    return text.replace("\\", "\\\\").replace(_NULL, "\\N") + "\n"
