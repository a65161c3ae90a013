"""How often a record was guessed at, whoever did it."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Guess(SQLModel, table=True):
    """Identifiers that named this NSS or CURP on a day and did not match; kept for that day alone."""

    __tablename__ = "identity_guess"

    day: date = Field(primary_key=True)
    identifier: str = Field(primary_key=True, max_length=18, description="An NSS or a CURP, whether it exists or not")
    times: int
