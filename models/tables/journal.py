"""What was said, turn by turn, without what must not be kept."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, Index, Integer, UniqueConstraint
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment

PASSED_ON = "agent"
"""In a state's place: the words went to the agent who holds the case, and the dialog stayed where it stood."""

_SERIAL = BigInteger().with_variant(Integer, "sqlite")


class JournalEntry(SQLModel, table=True):
    """One turn. Two unique keys make turns happen once: the provider's id of the message, and (session, turn).

    `sealed` holds the answer and the dialog for a day, to give a gateway's retry the same answer after a crash.
    """

    __tablename__ = "journal"
    __table_args__ = (
        UniqueConstraint("provider_id", "provider", "channel", name="uq_journal_message"),
        UniqueConstraint("session", "turn", name="uq_journal_turn"),
        Index("ix_journal_line", "line", "at"),
        Index("ix_journal_at", "at"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=_SERIAL)
    line: str = Field(max_length=32, description="A mark of the number, never the number")
    driver: str = Field(
        default="worker",
        max_length=8,
        sa_column_kwargs={"server_default": "worker"},
        description="Who acted: `worker`, or `agent` of the call centre",
    )
    channel: str = Field(max_length=8)
    provider: str = Field(max_length=20)
    provider_id: str = Field(max_length=64)
    session: str = Field(max_length=20)
    turn: int
    state: str = Field(max_length=40)
    said: str = Field(max_length=500)
    sealed: bytes | None = None
    at: datetime = Field(sa_type=Moment)
