"""Notices that are due: planned in bulk by SQL, turned into outgoing messages shortly before they leave."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Boolean, Index, Integer, SmallInteger, UniqueConstraint, false
from sqlmodel import Field, SQLModel

from models.tables.accounts import USUAL_TOPICS
from models.tables.moments import Moment
from models.tables.partial import of_rows

PLANNED, QUEUED, CANCELLED, WITHDRAWN, EXPIRED = "planned", "queued", "cancelled", "withdrawn", "expired"
ASIDE = "aside"
"""It could not be written: `reason` says why, and it waits until somebody has mended that."""

HELD_OUT = "held_out"
"""Not told, so that those who are can be compared with who is not."""

ALL_KINDS = "*"

_SERIAL = BigInteger().with_variant(Integer, "sqlite")
_URGENT = of_rows("urgent AND status = 'planned'")
_ASKED = of_rows("folio IS NOT NULL")


class Notice(SQLModel, table=True):
    """Something a worker is to be told once. Moments are whole seconds since 1970, UTC: SQL computes with them."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("nss", "kind", "subject", name="uq_notice_once"),
        Index("ix_notice_due", "zone", "due_at", **of_rows("status = 'planned'")),
        Index("ix_notice_urgent", "due_at", **_URGENT),
        Index("ix_notice_asked", "account_id", **_ASKED),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=_SERIAL)
    nss: str = Field(max_length=11)
    account_id: int
    kind: str = Field(max_length=20)
    subject: str = Field(
        max_length=60, description="What it is about, unique for the worker and kind: a folio, a bimestre…"
    )
    topics: int = Field(
        default=USUAL_TOPICS,
        sa_type=SmallInteger,
        sa_column_kwargs={"server_default": str(USUAL_TOPICS)},
        description="Bits of the topics one of which the worker must have asked for; 0: none",
    )
    status: str = Field(default=PLANNED, max_length=10)
    reason: str | None = Field(default=None, max_length=80, description="Why it was set aside, for the developers")
    zone: str = Field(max_length=20, description="Time zone of the line, for quiet hours")
    due_at: int = Field(sa_type=BigInteger, description="Not before; spreads a large plan over hours")
    ends_at: int = Field(sa_type=BigInteger, description="After this it would be of no use")
    planned_at: int = Field(sa_type=BigInteger)
    urgent: bool = Field(
        default=False,
        sa_type=Boolean,
        sa_column_kwargs={"server_default": false()},
        description="It goes before all others",
    )
    folio: str | None = Field(default=None, max_length=12, description="Of one that asks the worker: its message's")
    answer: str | None = Field(default=None, max_length=3, description="`yes`, it was them, or `no`")
    answered_at: int | None = Field(default=None, sa_type=BigInteger)


class NoticeContribution(SQLModel, table=True):
    """The notice that tells of a contribution: each contribution is told once, several of a worker together."""

    __tablename__ = "notice_contribution"

    folio: str = Field(primary_key=True, max_length=40)
    notice_id: int = Field(sa_type=BigInteger, index=True)


class NoticePause(SQLModel, table=True):
    """A kind of notice the operator has stopped for now; `*` stops all of them."""

    __tablename__ = "notice_pause"

    kind: str = Field(primary_key=True, max_length=20)
    reason: str = Field(max_length=120)
    at: datetime = Field(sa_type=Moment)
