"""Which trace and span something is part of. It follows from names that every process knows, so none is passed on."""

from __future__ import annotations

import secrets
from hashlib import sha256

_TRACE = (1 << 128) - 1
_CHANCE = (1 << 56) - 1
"""The part of a trace's id that is evenly spread, whatever made it (W3C Trace Context, level 2)."""


def trace_of(request: str) -> int:
    """The trace of a request: its name, read as hexadecimal digits, so that either is found by the other."""
    try:
        found = int(request, 16) & _TRACE
    except ValueError:
        found = 0
    return found or int.from_bytes(sha256(request.encode()).digest()[:16])


def as_shown(trace: int) -> str:
    """A trace as collectors show it: 32 digits, that is eight zeros and the name of a request."""
    return f"{trace:032x}"


def root_of(request: str) -> int:
    """The span that all others of a request descend from: the turn that answered it."""
    return span_of("turn", request)


def span_of(*about: object) -> int:
    """The span that these words name, the same in every process."""
    return int.from_bytes(sha256(" ".join(map(str, about)).encode()).digest()[:8]) or 1


def any_span() -> int:
    """A span that nobody has to find."""
    return secrets.randbits(64) or 1


def any_trace() -> int:
    """A trace of what no request has caused."""
    return secrets.randbits(128) or 1


def sampled(trace: int, ratio: float) -> bool:
    """Whether a trace is among this part of all; every process says the same of it."""
    return (trace & _CHANCE) < ratio * (_CHANCE + 1)
