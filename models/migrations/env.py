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
common: dict[str, Any] = {"target_metadata": metadata, "render_as_batch": True, "render_item": plainly}


def as_text() -> None:
    """Write what would be done, without a database."""
    context.configure(url=url, literal_binds=True, **common)
    with context.begin_transaction():
        context.run_migrations()


def really() -> None:
    """Do it, each migration in a transaction of its own: no lock is held for longer than its own migration takes."""
    # Who waits for a table's lock holds up everybody behind: better to give up, and be run again when it is quiet.
    given = {"options": f"-c lock_timeout={context.config.attributes['lock']}"} if url.startswith("postgresql") else {}
    engine = create_engine(url, poolclass=pool.NullPool, connect_args=given)
    with engine.connect() as connection:
        context.configure(connection=connection, compare_type=True, transaction_per_migration=True, **common)
        with context.begin_transaction():
            context.run_migrations()


if context.is_offline_mode():
    as_text()
else:
    really()
