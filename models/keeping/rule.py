"""What makes a rule: a kind of record as people are told of it, and where in the tables its time is over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Table

from flows.turn.turn import INSTITUTION_TIME
from models.tables.moments import Moment

Limit = datetime | date | int

SEALED = "sealed (AES-GCM)"
"""The form of what is encrypted where it rests."""


@dataclass(frozen=True, slots=True)
class Past:
    """Rows whose `moment` lies before a limit.

    They are walked through by `order`, which is `moment` where that has an index, else a serial key that grows with it.
    """

    table: Table
    keys: tuple[ColumnElement[Any], ...]
    moment: ColumnElement[Any]
    order: ColumnElement[Any]
    which: tuple[ColumnElement[bool], ...] = ()
    change: Mapping[str, object] = field(default_factory=dict)
    """What is wiped; empty: the row goes. A changed row must fall out of `which`."""
    also: tuple[ColumnElement[Any], ...] = ()
    """Columns of other tables that name the key of a row that goes: those rows go with it."""

    def limit(self, moment: datetime) -> Limit:
        """A moment as this table writes it: itself, the institution's date, or seconds since 1970."""
        if isinstance(self.moment.type, Moment):
            return moment
        if isinstance(self.moment.type, Date):
            return moment.astimezone(INSTITUTION_TIME).date()
        return int(moment.timestamp())


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of record. `what`, `where`, `form` and `until` are what the privacy page says of it."""

    name: str
    what: str
    where: str
    form: str
    until: str
    """With `{days}` where a setting says how long."""
    kept: timedelta | str = ""
    """After its moment; or the setting that gives the days."""
    past: Past | None = None
    """None: nothing of it is ever past, or what keeps it ends it by itself."""
    soon: bool = False
    """Whether it is looked for every quarter of an hour, not once a day."""

    def kept_for(self, days: Mapping[str, int]) -> timedelta:
        """How long, with the settings' numbers of days."""
        return self.kept if isinstance(self.kept, timedelta) else timedelta(days=days[self.kept])
