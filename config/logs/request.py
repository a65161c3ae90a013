"""The request that is being seen to, by the name that every log line about it carries.

A worker's message gives it its name, the keyed mark of its provider's id, so that a repetition has the same one; what
it causes to be sent keeps it until the receipt. A message that nobody's message caused goes by its own id.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

CURRENT: ContextVar[str] = ContextVar("request", default="")

log = logging.getLogger("message")
"""A line for every message; silent unless the settings want it."""


@contextmanager
def followed(name: str) -> Iterator[None]:
    """See to this request."""
    token = CURRENT.set(name)
    try:
        yield
    finally:
        CURRENT.reset(token)
