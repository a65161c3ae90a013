"""Who works in the call centre, their sessions, and the record of what they looked at and did."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlalchemy import BigInteger, Index, Integer
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment

Role = Literal["agent", "supervisor", "auditor"]

_SERIAL = BigInteger().with_variant(Integer, "sqlite")


class Agent(SQLModel, table=True):
    """Somebody who may open the console. `version` counts changes of role and password: older sessions end."""

    __tablename__ = "agent"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=40, unique=True)
    role: str = Field(max_length=12, description="`agent`, `supervisor` or `auditor`")
    password_hash: str = Field(max_length=160)
    second_step: bytes = Field(description="Sealed secret of the codes that change by time (RFC 6238)")
    used_step: int = Field(default=0, description="The newest time step whose code was used: none works twice")
    wrong: int = 0
    locked_until: datetime | None = Field(default=None, sa_type=Moment)
    version: int = 1
    available: bool = False
    created_at: datetime = Field(sa_type=Moment)
    left_at: datetime | None = Field(default=None, sa_type=Moment)


class AgentSession(SQLModel, table=True):
    """Somebody who has come in. The cookie's token is kept only as its SHA-256."""

    __tablename__ = "agent_session"
    __table_args__ = (Index("ix_agent_session_agent", "agent_id"),)

    token: str = Field(primary_key=True, max_length=64)
    agent_id: int = Field(foreign_key="agent.id", ondelete="CASCADE")
    version: int
    began_at: datetime = Field(sa_type=Moment)
    seen_at: datetime = Field(sa_type=Moment)


class AuditEntry(SQLModel, table=True):
    """One thing an agent did or looked at. Each entry signs the one before it; the database refuses changes."""

    __tablename__ = "audit"
    __table_args__ = (Index("ix_audit_at", "at"), Index("ix_audit_folio", "folio"))

    id: int | None = Field(default=None, primary_key=True, sa_type=_SERIAL)
    at: datetime = Field(sa_type=Moment)
    agent_id: int | None = Field(default=None, description="Empty: nobody had come in")
    did: str = Field(max_length=24, description="`came-in`, `claimed`, `revealed`, `sent` …")
    folio: str | None = Field(default=None, max_length=12)
    line: str | None = Field(default=None, max_length=32, description="A mark of the number, never the number")
    detail: str = Field(default="", max_length=200, description="A reason, an outcome; no personal data")
    signature: str = Field(max_length=64)
