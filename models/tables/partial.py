"""Indexes of some rows only, said once for both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import text


def of_rows(condition: str) -> dict[str, Any]:
    """Of an `Index`: which rows it holds."""
    return {"postgresql_where": text(condition), "sqlite_where": text(condition)}
