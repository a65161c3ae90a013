"""What became of a message that was owed, as part of the trace of the request that caused it.

A message that nobody's message caused, a notice, is a trace by itself, which begins with its claim.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

from config.tracing.ids import root_of, span_of, trace_of
from config.tracing.spans import CALL, CLAIM, RECEIPT, Span
from config.tracing.traces import Traces
from models.outbox.claims import Claim
from models.outbox.watch import Moved
from sms.outbox.verdicts import Ended
from sms.providers.base import Accepted, Receipt, Unsure


def trace_claims(traces: Traces, channel: str, lane: int, claims: Sequence[Claim], began: float) -> None:
    """Tell of rows that a sender has just taken, in one transaction."""
    ended = time.monotonic()
    for claim in claims:
        name = claim.request or claim.id
        if traces.follows(name):
            parent = root_of(name) if claim.request else 0
            about = (claim.kind, channel, lane, claim.attempts, claim.segments, len(claims))
            mine = _claim(claim.id, claim.attempts)
            traces.tell(Span(CLAIM, trace_of(name), mine, parent, began, ended, about))


def trace_calls(traces: Traces, calls: Sequence[Ended]) -> None:
    """Tell of calls of providers that have ended."""
    for call in calls:
        claim, name = call.claim, call.claim.request or call.claim.id
        if not traces.follows(name):
            continue
        match call.outcome:
            case Accepted():
                outcome = "accepted"
            case Unsure():
                outcome = "unsure"
            case rejected:
                outcome = rejected.problem
        about = (call.provider.name, claim.kind, claim.attempts, claim.segments, outcome)
        mine, parent = _call(claim.id, claim.attempts), _claim(claim.id, claim.attempts)
        failed = outcome != "accepted"
        traces.tell(Span(CALL, trace_of(name), mine, parent, call.at - call.seconds, call.at, about, failed))
        traces.waits(name, mine)


def trace_receipt(traces: Traces, message: str, moved: Moved, receipt: Receipt, began: float) -> None:
    """Tell of a receipt that moved a message."""
    name = moved.request or message
    if traces.follows(name):
        about = (receipt.status, receipt.problem or "")
        mine = span_of("receipt", message, receipt.status)
        parent, failed = _call(message, moved.attempts), bool(receipt.problem)
        traces.tell(Span(RECEIPT, trace_of(name), mine, parent, began, time.monotonic(), about, failed))


def _claim(message: str, attempt: int) -> int:
    return span_of("claim", message, attempt)


def _call(message: str, attempt: int) -> int:
    return span_of("call", message, attempt)
