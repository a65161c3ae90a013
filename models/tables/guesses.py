"""How often a record, or a proof, was guessed at, whoever did it."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Guess(SQLModel, table=True):
    """What was named on a day and did not match: an NSS or CURP, a proof, the line that asked; kept for that day."""

    __tablename__ = "identity_guess"

    day: date = Field(primary_key=True)
    identifier: str = Field(
        primary_key=True, max_length=18, description="An NSS, a CURP, a proof's folio, whether it exists or not; a line"
    )
    times: int
