"""How often a record, or a proof, was guessed at, whoever did it; and how often a line sent `ESTAFA`."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Guess(SQLModel, table=True):
    """What was named on a day and did not match: an NSS or CURP, a proof, the line that asked; kept for that day.

    `ESTAFA` is counted here, too: `E` and the line, and the new wordings of all lines.
    """

    __tablename__ = "identity_guess"

    day: date = Field(primary_key=True)
    identifier: str = Field(
        primary_key=True, max_length=18, description="An NSS, a CURP, a proof's folio, whether it exists or not; a line"
    )
    times: int
