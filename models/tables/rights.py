"""Requests of workers over their own data (ARCO), each a case with a legal clock. Dates are the institution's."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

ACCESS, RECTIFICATION, CANCELLATION, OPPOSITION = "access", "rectification", "cancellation", "opposition"
GRANTED, REFUSED = "granted", "refused"


class RightsRequest(SQLModel, table=True):
    """What was asked, until when it has to be answered and made effective, and when that was done."""

    __tablename__ = "rights_request"

    folio: str = Field(primary_key=True, max_length=12, foreign_key="agent_case.folio", ondelete="CASCADE")
    nss: str = Field(max_length=11, index=True)
    kind: str = Field(max_length=16, description="`access`, `rectification`, `cancellation`, `opposition`")
    asked_on: date
    answer_by: date = Field(index=True, description="Later once it was extended")
    extended_on: date | None = None
    answered_on: date | None = None
    outcome: str | None = Field(default=None, max_length=8, description="`granted` or `refused`")
    effect_by: date | None = Field(default=None, description="Once it was granted")
    key: bytes | None = Field(default=None, description="Of an export: sealed, wiped a week later")
    done_on: date | None = Field(default=None, description="Nothing is left to do")
