"""What a file of the institution's is made of."""

from __future__ import annotations

from dataclasses import dataclass

from models.importing import columns as of
from models.importing.columns import Check
from models.importing.together import Together


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its name there, its name and type in the table, and its check."""

    spanish: str
    name: str
    kind: str
    check: Check

    @property
    def may_be_missing(self) -> bool:
        """Whether a file may do without it: where it may be empty. So a new column leaves older files readable."""
        try:
            self.check.one("")
        except ValueError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class File:
    """A file. `hangs_on`: this file's column, and the table and column that must know its value; each has to hold.

    `together`: what two values of a row say of each other.
    """

    name: str
    table: str
    columns: tuple[Column, ...]
    keys: int = 1
    hangs_on: tuple[tuple[str, str, str], ...] = ()
    together: Together | None = None
    merges: bool = True
    """Whether its rows go to the NSS that theirs was merged into; else a merged NSS keeps its own."""

    @property
    def key(self) -> tuple[str, ...]:
        """Columns that name a row."""
        return tuple(column.name for column in self.columns[: self.keys])


def worded(spanish: str, name: str, check: Check) -> Column:
    """Text."""
    return Column(spanish, name, "text", check)


def money(spanish: str, name: str, *, may_be_empty: bool = False) -> Column:
    """Pesos."""
    return Column(spanish, name, "bigint", of.optional(of.PESOS) if may_be_empty else of.PESOS)


def day(spanish: str, name: str, *, may_be_empty: bool = False) -> Column:
    """A day."""
    return Column(spanish, name, "date", of.DAY_OR_NONE if may_be_empty else of.DAY)


def whole(spanish: str, name: str) -> Column:
    """A whole number."""
    return Column(spanish, name, "integer", of.WHOLE)


def maybe_whole(spanish: str, name: str) -> Column:
    """A whole number, or nothing."""
    return Column(spanish, name, "integer", of.optional(of.WHOLE))
