"""What is kept of a provider, or of the institution's own system, that was given fewer calls, or all of them again."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from models.breaker import RecordShift
from models.database import Database
from models.tables.outbox import ProviderShift


def keeps_shifts(database: Database) -> RecordShift:
    """A keeper that never fails: what it cannot write is in the log."""

    def keep(name: str, share: int, reason: str, at: datetime) -> None:
        with suppress(SQLAlchemyError), database.transaction() as connection:
            connection.execute(insert(ProviderShift).values(provider=name, share=share, reason=reason, at=at))

    return keep
