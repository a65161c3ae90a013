"""Proofs that workers gave out; what they prove is not in here."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment


class IssuedProof(SQLModel, table=True):
    """A proof's folio, kind, day and end. Its amount is in the check of the code alone."""

    __tablename__ = "issued_proof"
    __table_args__ = (
        Index("ix_issued_proof_account", "account_id", "issued_at"),
        Index("ix_issued_proof_issued_at", "issued_at"),
    )

    folio: str = Field(primary_key=True, max_length=12)
    account_id: int
    kind: str = Field(max_length=8, description="`savings`, `debt` or `clear`")
    on: date
    until: date
    issued_at: datetime = Field(sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)
