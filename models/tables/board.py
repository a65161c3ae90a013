"""What the supervisors' board shows: counts that are kept, so that no page goes through millions of rows."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import BigInteger, Index
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment


class HourCount(SQLModel, table=True):
    """How often something happened within an hour (UTC); added to as the journal and the outbox grow."""

    __tablename__ = "board_hour"

    hour: datetime = Field(primary_key=True, sa_type=Moment)
    kind: str = Field(primary_key=True, max_length=12, description="`in`, `out` or `cause`")
    label: str = Field(primary_key=True, max_length=80, description="A channel, an end, a cause")
    number: int = Field(sa_type=BigInteger)


class DayCount(SQLModel, table=True):
    """How often a question of the dialogs was met on a day of the institution; added to with the hours."""

    __tablename__ = "board_day"

    day: date = Field(primary_key=True)
    kind: str = Field(primary_key=True, max_length=12, description="`reached` or `went_on`")
    label: str = Field(primary_key=True, max_length=80, description="A state")
    number: int = Field(sa_type=BigInteger)


class CaseCount(SQLModel, table=True):
    """How many open cases a folder had for a reason when they were last counted, in the background."""

    __tablename__ = "case_count"

    folder: str = Field(primary_key=True, max_length=10, description="`waiting`, `urgent` or `all`")
    reason: str = Field(primary_key=True, max_length=30)
    number: int
    oldest: datetime | None = Field(default=None, sa_type=Moment, description="Since when the longest of them waits")


class CountedUntil(SQLModel, table=True):
    """Up to which moment something has been counted; moved on in the transaction that counts."""

    __tablename__ = "board_until"

    what: str = Field(primary_key=True, max_length=12)
    until: datetime = Field(sa_type=Moment)


class CampaignCount(SQLModel, table=True):
    """How the notices of a kind stood when they were last counted, in the background."""

    __tablename__ = "board_campaign"

    kind: str = Field(primary_key=True, max_length=40)
    status: str = Field(primary_key=True, max_length=10)
    number: int = Field(sa_type=BigInteger)
    at: datetime = Field(sa_type=Moment)


class CaseResult(SQLModel, table=True):
    """What came of the cases that an agent closed on a day of the institution, by reason. Times are sums (s)."""

    __tablename__ = "case_result"
    __table_args__ = (Index("ix_case_result_day", "day"),)

    day: date = Field(primary_key=True)
    agent_id: int = Field(primary_key=True)
    reason: str = Field(primary_key=True, max_length=30)
    closed: int
    solved_in_time: int
    solve_seconds: int = Field(sa_type=BigInteger)
    replied: int = Field(description="Of those closed, the ones that were answered by text")
    replied_in_time: int
    reply_seconds: int = Field(sa_type=BigInteger)
