"""What an operator is told when a command finds the database or Redis away, or older than the program."""

from __future__ import annotations

from redis import RedisError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

_UNMIGRATED = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")


def sentence(error: Exception) -> str | None:
    """One sentence and what to do, or None when the error is neither's."""
    if isinstance(error, DBAPIError):
        said = str(error.orig).strip().partition("\n")[0]
        if any(sign in f"{type(error.orig).__name__} {said}" for sign in _UNMIGRATED):
            return f"the database is not up to date ({said}): run `micuenta db upgrade`"
        return f"the database does not answer ({said}): see that it is up and that MICUENTA_DATABASE_URL is right"
    if isinstance(error, SQLAlchemyError):
        return f"the database does not answer ({type(error).__name__}): see that it is up and not overloaded"
    if isinstance(error, RedisError):
        return f"Redis does not answer ({error}): see that it is up and that MICUENTA_REDIS_URL is right"
    return None
