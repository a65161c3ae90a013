"""Identifiers of our own that can leave the house: unguessable, and in the order they were made."""

from __future__ import annotations

import secrets
from datetime import datetime


def uuid7(now: datetime) -> str:
    """A UUIDv7 (RFC 9562) in 32 hex digits: milliseconds since 1970, then 74 random bits.

    Time comes first so that new rows land at the end of the primary key's index.
    """
    milliseconds = int(now.timestamp() * 1000) & (1 << 48) - 1
    high, low = secrets.randbits(12), secrets.randbits(62)
    return f"{milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low:032x}"
