"""What an operator is told when a command finds the database, Redis or a folder away, full, closed or too old."""

from __future__ import annotations

import errno

from redis import RedisError
from redis.exceptions import NoPermissionError, ReadOnlyError, ResponseError
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from config.outages import full

_OTHER = "Choose another place, or see to its permissions."
_OF_PLACES = {
    errno.EACCES: _OTHER,
    errno.EPERM: _OTHER,
    errno.EROFS: _OTHER,
    errno.ENOTDIR: _OTHER,
    errno.EISDIR: _OTHER,
    errno.EEXIST: _OTHER,
    errno.ENOENT: "See whether the path is right.",
    errno.ENAMETOOLONG: "Choose a shorter path.",
    errno.ENOSPC: "Make room on its disk.",
    errno.EDQUOT: "Make room within its quota.",
}
"""What to do about a file or folder that cannot be used."""

_UNMIGRATED = ("no such table", "no such column", "UndefinedTable", "UndefinedColumn")


def sentence(error: Exception) -> str | None:
    """One sentence and what to do, or None when the error is none of theirs."""
    if isinstance(error, OSError) and error.filename and error.errno in _OF_PLACES:
        return f"{error.filename}: {error.strerror}. {_OF_PLACES[error.errno]}"
    if isinstance(error, DBAPIError):
        said = str(error.orig).strip().partition("\n")[0]
        if full(error):
            return f"the database has no space left ({said}): make room on its disk"
        if "readonly database" in said:
            return f"the database cannot be written ({said}): see to the permissions of its file and folder"
        if "read-only transaction" in said:
            return (
                f"the database takes nothing ({said}): point MICUENTA_DATABASE_URL at the primary, or make it writable"
            )
        if any(sign in f"{type(error.orig).__name__} {said}" for sign in _UNMIGRATED):
            return f"the database is not up to date ({said}): run `micuenta db upgrade`"
        return f"the database does not answer ({said}): see that it is up and that MICUENTA_DATABASE_URL is right"
    if isinstance(error, SQLAlchemyError):
        return f"the database does not answer ({type(error).__name__}): see that it is up and not overloaded"
    if isinstance(error, ReadOnlyError):
        return f"Redis takes nothing ({error}): point MICUENTA_REDIS_URL at the primary"
    if isinstance(error, ResponseError) and not isinstance(error, NoPermissionError):
        return f"Redis takes nothing ({error}): raise its `maxmemory`, or make room on its disk"
    if isinstance(error, RedisError):
        return f"Redis does not answer ({error}): see that it is up and that MICUENTA_REDIS_URL is right"
    return None
