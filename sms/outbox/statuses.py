"""Which status may follow which, and what providers' words for them mean.

Receipts come late, twice, in any order, and before our own record of the call. One table decides: a status
only moves forward, and only a delivery overrules a failure or an end that we merely assumed.
"""

from __future__ import annotations

from models.tables.outbox import DELIVERED, EXPIRED, FAILED, QUEUED, SENDING, SENT
from sms.outbox.twilio_codes import meaning
from sms.providers.base import Receipt

SUCCESSORS: dict[str, frozenset[str]] = {
    QUEUED: frozenset({SENT, DELIVERED, FAILED}),
    SENDING: frozenset({SENT, DELIVERED, FAILED}),
    SENT: frozenset({DELIVERED, FAILED, EXPIRED}),
    FAILED: frozenset({DELIVERED}),
    EXPIRED: frozenset({DELIVERED}),
    DELIVERED: frozenset(),
}
"""What a receipt may turn a row into. A queued row can have one when an uncertain attempt had got there after all."""

PREDECESSORS = {
    status: tuple(before for before, after in SUCCESSORS.items() if status in after)
    for status in (SENT, DELIVERED, FAILED, EXPIRED)
}

LONGEST_CODE = 8
"""Digits of a provider's code that are kept."""

_TWILIO_FAILED = frozenset({"undelivered", "failed", "canceled"})
_TWILIO_ACCEPTED = frozenset({"accepted", "scheduled", "queued", "sending", "sent"})


def from_twilio(status: str, code: str = "") -> Receipt | None:
    """Twilio's MessageStatus and ErrorCode; the code counts only with a failure. None: not about sending."""
    if status in ("delivered", "read"):
        return Receipt(DELIVERED)
    if status in _TWILIO_FAILED:
        known = code.isascii() and code.isdecimal() and len(code) <= LONGEST_CODE
        return Receipt(FAILED, meaning(int(code), "unknown"), code) if known else Receipt(FAILED, "unknown")
    return Receipt(SENT) if status in _TWILIO_ACCEPTED else None


def from_kannel(kind: str) -> Receipt | None:
    """Kannel's `%d`: 1 delivered, 2 failed, 4 buffered, 8 taken by the SMSC, 16 refused by it."""
    return {
        "1": Receipt(DELIVERED),
        "2": Receipt(FAILED, "unknown"),
        "4": Receipt(SENT),
        "8": Receipt(SENT),
        "16": Receipt(FAILED, "refused"),
    }.get(kind)
