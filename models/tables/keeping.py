"""What was forgotten, when: the proof that what is past its time is really gone."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from models.tables.moments import Moment


class Purged(SQLModel, table=True):
    """What went of one kind of record on one day. Rows are never deleted."""

    __tablename__ = "purged"

    kind: str = Field(primary_key=True, max_length=24, description="A name of `models.keeping.rules`")
    day: date = Field(primary_key=True, description="The institution's date")
    rows: int = Field(default=0, description="Deleted, or wiped where the row itself stays")
    reached: datetime | None = Field(
        default=None, sa_type=Moment, description="Everything before this moment is gone; none until it is"
    )
