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


url = context.config.attributes["url"]
# Who waits for a table's lock holds up everybody behind: better to give up, and be run again when it is quiet.
given = {"options": f"-c lock_timeout={context.config.attributes['lock']}"} if url.startswith("postgresql") else {}
engine = create_engine(url, poolclass=pool.NullPool, connect_args=given)
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=metadata, render_as_batch=True, compare_type=True, render_item=plainly
    )
    with context.begin_transaction():
        context.run_migrations()
