"""Receipts: what providers tell us later about messages they accepted."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import Connection

from config.logs import request
from config.tally import Tally
from config.tracing import Traces
from models.outbox.refusals import mark
from models.outbox.watch import Moved
from models.outbox.watch import record as move
from sms.outbox.errors import marks_number
from sms.outbox.figures import RECEIPTS
from sms.outbox.sender import Transaction
from sms.outbox.statuses import PREDECESSORS, from_kannel, from_twilio
from sms.outbox.traced import trace_receipt
from sms.providers.base import Receipt


def record(
    connection: Connection,
    message: str,
    status: str,
    provider_ref: str | None,
    reason: str | None,
    now: datetime,
    code: str = "",
) -> Moved | None:
    """Move a message forward; None when it stands there already or further, or is none of ours."""
    moved = move(connection, message, status, PREDECESSORS[status], now, provider_ref, reason, code)
    if moved is None:
        return None
    with request.followed(moved.request or message):
        request.log.info("message %s %s %s", message, status, reason or "")
    if reason and marks_number(reason):
        mark(connection, moved.recipient, reason, now)
    return moved


class Receipts:
    """What the gateways' status routes call. What is unknown is passed over: the answer is 204 anyway."""

    def __init__(
        self,
        transaction: Transaction,
        clock: Callable[[], datetime],
        tally: Tally | None = None,
        traces: Traces | None = None,
    ) -> None:
        self._traces = traces
        self._transaction = transaction
        self._clock = clock
        self._tally = tally

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
        began = time.monotonic()
        with self._transaction() as connection:
            moved = record(connection, message, receipt.status, ref, receipt.problem, self._clock(), receipt.code)
        if moved and self._tally:
            self._tally.add(RECEIPTS, receipt.status)
        if moved and self._traces:
            trace_receipt(self._traces, message, moved, receipt, began)
