"""Columns as migrations declare them, those of a kind together: `*texts(nss=11, curp=18), *days("on", "until")`.

Part of every migration that has been released: nothing here may change what a call gives.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.types import TypeEngine

Columns = list[sa.Column[Any]]


def of(kind: TypeEngine[Any], *names: str, empty: bool = False) -> Columns:
    """Columns of one type; `empty` ones may be NULL."""
    return [sa.Column(name, kind, nullable=empty) for name in names]


def texts(*, empty: bool = False, **lengths: int) -> Columns:
    """Texts of at most so many letters each."""
    return [sa.Column(name, sa.String(length), nullable=empty) for name, length in lengths.items()]


def numbers(*names: str, empty: bool = False) -> Columns:
    """Whole numbers of 32 bits."""
    return of(sa.Integer(), *names, empty=empty)


def longs(*names: str, empty: bool = False) -> Columns:
    """Whole numbers of 64 bits: counts, and sums of money in centavos."""
    return of(sa.BigInteger(), *names, empty=empty)


def days(*names: str, empty: bool = False) -> Columns:
    """Days without an hour."""
    return of(sa.Date(), *names, empty=empty)


def moments(*names: str, empty: bool = False) -> Columns:
    """Moments, with their zone."""
    return of(sa.DateTime(timezone=True), *names, empty=empty)


def flags(*names: str) -> Columns:
    """Yes or no."""
    return of(sa.Boolean(), *names)


def sealed(*names: str, empty: bool = False) -> Columns:
    """Bytes, as secrets rest."""
    return of(sa.LargeBinary(), *names, empty=empty)


def partly(condition: str) -> dict[str, Any]:
    """Of an index: which rows it holds, for both databases."""
    return {"postgresql_where": sa.text(condition), "sqlite_where": sa.text(condition)}
