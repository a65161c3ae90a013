"""From how a call ended to what is written about it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.outbox.claims import Claim, Settlement
from sms.outbox.errors import counts_against, problem
from sms.providers.base import Accepted, Outcome, Provider, Rejected, Unsure

GRACE = timedelta(seconds=20)
"""Before a call in doubt is looked up: its request may still be under way, and a list lags behind what came in."""

RECEIPT_AFTER = timedelta(hours=1)
"""When to ask for a receipt that has not come by itself."""

LONGEST_WAIT = 300.0
"""Seconds between two tries, at most."""


@dataclass(frozen=True, slots=True)
class Ended:
    """A call that returned, at which moment (`time.monotonic`) and after how many seconds, and the tokens it held."""

    claim: Claim
    provider: Provider
    tokens: tuple[str, ...]
    outcome: Outcome
    at: float
    seconds: float = 0.0


def settlement(end: Ended, now: datetime, grace: timedelta = GRACE) -> Settlement:
    """What to record. A provider that gives no receipts has delivered, as far as anybody can know."""
    of = (end.claim.id, end.claim.attempts)
    match end.outcome:
        case Accepted(ref):
            return Settlement(*of, "sent" if end.provider.receipts else "delivered", ref=ref, until=now + RECEIPT_AFTER)
        case Unsure(key):
            return Settlement(*of, "unsure", key, until=now + grace)
        case Rejected(key, code) if problem(key).cure in ("retry", "slow"):
            return Settlement(*of, "later", key, code=code, until=now + backoff(end.claim.attempts))
        case Rejected(key, code):
            return Settlement(*of, "failed", key, code=code)


def backoff(attempts: int) -> timedelta:
    """2, 4, 8 … seconds up to `LONGEST_WAIT`; a quarter by chance, so that retries do not march in step."""
    seconds = min(2.0 ** min(attempts, 10), LONGEST_WAIT)
    return timedelta(seconds=seconds * random.uniform(0.75, 1.0))  # noqa: S311 - spreads load, keeps no secret


def faults(outcomes: Sequence[Outcome]) -> list[str]:
    """The reasons among these that are the provider's fault."""
    keys = [outcome.problem for outcome in outcomes if not isinstance(outcome, Accepted)]
    return [key for key in keys if counts_against(key)]


def wants_rest(outcomes: Sequence[Outcome]) -> bool:
    """Whether the provider asked us to slow down."""
    return any(isinstance(outcome, Rejected) and problem(outcome.problem).cure == "slow" for outcome in outcomes)
