"""Papers that were given out. Their bytes are made when they are sent, and kept nowhere."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment


class IssuedPaper(SQLModel, table=True):
    """What VERIFICA knows of a paper, and what it is made from again should it have to be sent twice."""

    __tablename__ = "issued_paper"
    __table_args__ = (
        Index("ix_issued_paper_account", "account_id", "issued_at"),
        Index("ix_issued_paper_issued_at", "issued_at"),
    )

    folio: str = Field(primary_key=True, max_length=12)
    check_code: str = Field(max_length=4, description="Letters that belong to the folio; on the paper beside it")
    account_id: int
    kind: str = Field(max_length=12, description="`statement`, `order` or `certificate`")
    year: int = Field(default=0, description="Fiscal year of a certificate, else 0")
    about: bytes = Field(description="Sealed: the worker's NSS and the number of the credit or order")
    language: str = Field(max_length=8)
    issued_at: datetime = Field(sa_type=Moment)
