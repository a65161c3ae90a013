"""How Alembic reaches the database it was given by `models.migrate`."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import create_engine, pool
from sqlmodel.sql.sqltypes import AutoString

from models.tables import metadata
from models.tables.moments import Moment
from models.tables.money import Pesos


def plainly(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write our own types into a migration as what they are in the database: a migration outlives our code."""
    del autogen
    if kind == "type":
        if isinstance(item, AutoString):
            return f"sa.String({item.length})" if item.length else "sa.String()"
        if isinstance(item, Moment):
            return "sa.DateTime(timezone=True)"
        if isinstance(item, Pesos):
            return "sa.BigInteger()"
    return False


engine = create_engine(context.config.attributes["url"], poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True, render_item=plainly
    )
    with context.begin_transaction():
        context.run_migrations()
