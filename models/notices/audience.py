"""Whom a plan looks at, and what every kind of notice asks of an account before it tells its holder anything."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, select

from flows.records.ages import Ages
from flows.records.service import Topic
from models.columns import columns
from models.notices.topics import wants
from models.tables import accounts

FoundAccounts = Select[tuple[str, int, str, str]]
"""nss, account_id, line, and the subject that makes the notice unique for the worker and kind."""

_account = columns(accounts.AccountRow)
_line = columns(accounts.TalkingLine)

opted_out = exists().where(_line.number == _account.line, _line.opted_out_at.is_not(None))


@dataclass(frozen=True, slots=True)
class Scope:
    """For which accounts (by id, low excluded, high included), as of when, by which ages, and in which transaction."""

    connection: Connection
    low: int
    high: int
    now: datetime
    today: date
    ages: Ages = field(default_factory=Ages)

    def ago(self, days: int) -> date:
        """The day so many days before today."""
        return self.today - timedelta(days=days)

    def holds(self) -> ColumnElement[bool]:
        """Whether an account is in the range."""
        return and_(_account.id > self.low, _account.id <= self.high)


def listens(*topics: Topic) -> ColumnElement[bool]:
    """An active account whose holder consented to one of these topics by some channel and has not opted out."""
    return and_(_account.status == accounts.ACTIVE, wants(*topics), ~opted_out)


def accounts_with(subject: ColumnElement[str], *where: ColumnElement[bool]) -> FoundAccounts:
    """The accounts for which all of this holds, each with its subject."""
    return select(_account.nss, _account.id.label("account_id"), _account.line, subject.label("subject")).where(*where)
