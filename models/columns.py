"""A model's table, with its type: SQLModel knows it only at run time."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnCollection, Table
from sqlmodel import SQLModel


def table(model: type[SQLModel]) -> Table:
    """The table behind a model. Statements on it name columns and give plain rows, which is what bulk work needs."""
    return model.__table__  # type: ignore[attr-defined, no-any-return]  # made by SQLModel's metaclass


def columns(model: type[SQLModel]) -> ColumnCollection[str, Any]:
    """Its columns by name: `columns(Notice).due_at`."""
    return table(model).c
