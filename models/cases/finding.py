"""Whose line it is that somebody on the telephone names, calling from elsewhere or for a relative."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, select

from identifiers import nss, phone
from models.columns import table
from models.tables.accounts import ACTIVE, AccountRow

Clue = Literal["phone", "nss", "folio"]
_account = table(AccountRow)
_line = select(_account.c.line).where(_account.c.status == ACTIVE)


def line_by(connection: Connection, typed: str) -> tuple[Clue, str | None]:
    """What was typed, and the line it leads to; None for a folio, or where no active account has that NSS."""
    if phone.is_valid(typed):
        return "phone", phone.validate(typed)
    if nss.is_valid(typed):
        return "nss", connection.execute(_line.where(_account.c.nss == nss.validate(typed))).scalar()
    return "folio", None
