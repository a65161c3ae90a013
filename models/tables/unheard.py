"""What was not understood, for the operator who adds phrases: masked, sealed, counted, and gone after some weeks."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Unheard(SQLModel, table=True):
    """One wording of one day. It holds no line: nobody can be told from it who wrote it."""

    __tablename__ = "unheard"

    day: date = Field(primary_key=True, description="The institution's date")
    mark: str = Field(primary_key=True, max_length=32, description="Keyed hash of the masked words")
    said: bytes = Field(description="The masked words, sealed")
    times: int = 1
