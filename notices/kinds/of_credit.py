"""How notices about a credit name it: in their subject, and to the worker."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, String, cast


def credit_and_day(credit: ColumnElement[str], day: ColumnElement[date]) -> ColumnElement[str]:
    """The subject of what is told once for a credit and a day: `1234567890:2026-11-27`."""
    return credit + ":" + cast(day, String)


def parted(subject: str) -> tuple[str, date]:
    """The credit and the day of such a subject."""
    credit, _, day = subject.partition(":")
    return credit, date.fromisoformat(day)


def tail(credit: str) -> str:
    """A credit as notices name it: `..4821`."""
    return f"..{credit[-4:]}"
