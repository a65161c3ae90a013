"""Every table, so that one import gives the whole schema: `models.tables.metadata`."""

from __future__ import annotations

from sqlmodel import SQLModel

from models.tables import accounts, institution, journal, notices, outbox

__all__ = ["accounts", "institution", "journal", "metadata", "notices", "outbox"]

metadata = SQLModel.metadata
