"""Cases: somebody waits for a call-centre agent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Index, false
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment
from models.tables.partial import of_rows

_OPEN = of_rows("closed_at IS NULL")
_URGENT = of_rows("closed_at IS NULL AND urgent")


class CaseRow(SQLModel, table=True):
    """What a worker needs a person for.

    An agent holds it while `lease_until` is ahead; one who goes away gives it back by that alone. `waiting_since` is
    empty while the worker's answer is awaited.
    """

    __tablename__ = "agent_case"
    __table_args__ = (
        Index("ix_agent_case_line", "line", "closed_at"),
        Index("ix_agent_case_closed", "closed_at"),
        Index("ix_agent_case_waiting", "waiting_since", "folio", **_OPEN),
        Index("ix_agent_case_agent", "agent_id", **_OPEN),
        Index("ix_agent_case_reason", "reason", "waiting_since", "folio", **_OPEN),
        Index("ix_agent_case_urgent", "waiting_since", "folio", **_URGENT),
    )

    folio: str = Field(primary_key=True, max_length=12)
    line: str = Field(max_length=13)
    account_id: int | None = None
    reason: str = Field(max_length=30)
    urgent: bool = Field(default=False, sa_type=Boolean, sa_column_kwargs={"server_default": false()})
    opened_at: datetime = Field(sa_type=Moment)
    waiting_since: datetime | None = Field(default=None, sa_type=Moment)
    snoozed_until: datetime | None = Field(default=None, sa_type=Moment)
    agent_id: int | None = Field(default=None, description="Who holds it, or closed it")
    lease_until: datetime | None = Field(default=None, sa_type=Moment)
    first_reply_at: datetime | None = Field(default=None, sa_type=Moment)
    verified_by: str | None = Field(default=None, max_length=12, description="How who called was verified last")
    verified_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)
    outcome: str | None = Field(default=None, max_length=20)


class CaseNote(SQLModel, table=True):
    """What was said of a case, sealed: by the worker (what may be a NIP or a code is masked before), or by an agent."""

    __tablename__ = "case_note"
    __table_args__ = (Index("ix_case_note_folio", "folio", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    folio: str = Field(max_length=12, foreign_key="agent_case.folio", ondelete="CASCADE")
    agent_id: int | None = Field(default=None, description="Empty: the worker said it")
    said: bytes
    at: datetime = Field(sa_type=Moment)


class Draft(SQLModel, table=True):
    """What an agent is writing to a worker, sealed; one for each agent and case, consumed by what sends it."""

    __tablename__ = "case_draft"

    agent_id: int = Field(primary_key=True, foreign_key="agent.id", ondelete="CASCADE")
    folio: str = Field(primary_key=True, max_length=12, foreign_key="agent_case.folio", ondelete="CASCADE")
    text: bytes
    at: datetime = Field(sa_type=Moment)


class CannedAnswer(SQLModel, table=True):
    """An answer that agents insert by `/code`; `{name}` and such are filled in when it is used."""

    __tablename__ = "canned_answer"

    code: str = Field(primary_key=True, max_length=20)
    text: str = Field(max_length=480)
    changed_at: datetime = Field(sa_type=Moment)
