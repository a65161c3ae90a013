"""Naming what is away without what was being said: an error's own text may quote it."""

from __future__ import annotations

import errno

NO_SPACE = "no space left on the disk"
_SIGNS = ("disk is full", "no space left", "could not extend file", "misconf", "disk quota exceeded")
"""As SQLite, the system, PostgreSQL and a Redis that cannot write its file say it."""


def full(error: BaseException) -> bool:
    """Whether a disk is full, as SQLite, PostgreSQL, Redis or the system report it."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return True
    said = str(getattr(error, "orig", None) or error).lower()
    return any(sign in said for sign in _SIGNS)


def outage_name(error: BaseException) -> str:
    """An outage by its type, and in words where the disk is full or Redis' memory is."""
    kind = type(error).__name__
    if full(error):
        return f"{kind}: {NO_SPACE}"
    return f"{kind}: Redis is out of memory" if kind == "OutOfMemoryError" else kind
