"""Receipts: what providers tell us later about messages they accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from models.outbox.refusals import mark
from models.outbox.watch import record as move
from sms.outbox.errors import marks_number
from sms.outbox.sender import Transaction
from sms.outbox.statuses import PREDECESSORS, from_kannel, from_twilio
from sms.providers.base import Receipt


def record(
    connection: Connection,
    message: str,
    status: str,
    provider_ref: str | None,
    reason: str | None,
    now: datetime,
    code: str = "",
) -> bool:
    """Move a message forward; False when it stands there already or further, or is none of ours."""
    recipient = move(connection, message, status, PREDECESSORS[status], now, provider_ref, reason, code)
    if recipient and reason and marks_number(reason):
        mark(connection, recipient, reason, now)
    return recipient is not None


class Receipts:
    """What the gateways' status routes call. What is unknown is passed over: the answer is 204 anyway."""

    def __init__(self, transaction: Transaction, clock: Callable[[], datetime]) -> None:
        self._transaction = transaction
        self._clock = clock

    def twilio(self, form: Mapping[str, str]) -> None:
        """A status callback's form, with our `id` from its address."""
        receipt = from_twilio(form.get("MessageStatus", ""), form.get("ErrorCode", ""))
        self._take(form.get("id", ""), receipt, form.get("MessageSid"))

    def kannel(self, query: Mapping[str, str]) -> None:
        """A delivery report: `id` is ours, `type` Kannel's `%d`, `ref` its `%I`."""
        self._take(query.get("id", ""), from_kannel(query.get("type", "")), query.get("ref") or None)

    def _take(self, message: str, receipt: Receipt | None, ref: str | None) -> None:
        if not message or receipt is None:
            return
        with self._transaction() as connection:
            record(connection, message, receipt.status, ref, receipt.problem, self._clock(), receipt.code)
