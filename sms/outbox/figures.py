"""What is counted of sending for `/metrics`: calls of providers, what they cost, what came late, which jobs ran."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from prometheus_client.core import Metric

from config.tally import Family, Tally, by_name
from models.tables.outbox import URGENT
from sms.outbox.verdicts import Ended
from sms.providers.base import Accepted, Unsure
from turns.figures import Figures

SENDS = Family("micuenta_sends", "Calls of providers by how they ended.", ("provider", "kind", "outcome"))
CALL_SECONDS = Family(
    "micuenta_call_seconds", "How long calls of providers took.", ("provider",), (0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
)
URGENT_SECONDS = Family(
    "micuenta_urgent_seconds",
    "From owing what somebody waits for until its provider has it.",
    ("kind",),
    (0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0),
)
RECEIPTS = Family("micuenta_receipts", "Receipts that moved a message, by what they told.", ("status",))
EXPIRED = Family("micuenta_expired", "Messages that were never sent, because they came past their use.", ("kind",))
JOBS = Family("micuenta_jobs", "Jobs of the clock by how they ended.", ("task", "outcome"))
JOB_SECONDS = Family(
    "micuenta_job_seconds",
    "How long jobs that were done took.",
    ("task",),
    (0.1, 0.5, 1.0, 5.0, 15.0, 30.0, 60.0, 300.0),
)
ALL = by_name(SENDS, CALL_SECONDS, URGENT_SECONDS, RECEIPTS, EXPIRED, JOBS, JOB_SECONDS)


class SendFigures:
    """Those of one process. `price` is of one segment, in pesos."""

    def __init__(self, tally: Tally, price: float) -> None:
        self._tally = tally
        self._spending = Figures(tally, price)

    def ended(self, channel: str, lane: int, calls: Iterable[Ended], now: datetime) -> None:
        """Count calls that ended: `accepted`, `unsure`, or the key of the problem. Never raises."""
        for call in calls:
            outcome, claim = call.outcome, call.claim
            key = "accepted" if isinstance(outcome, Accepted) else outcome.problem
            self._tally.add(SENDS, call.provider.name, claim.kind, "unsure" if isinstance(outcome, Unsure) else key)
            self._tally.observe(CALL_SECONDS, call.seconds, call.provider.name)
            if not isinstance(outcome, Accepted):
                continue
            if channel == "sms":
                self._spending.spent(claim.kind, claim.segments)
            if lane == URGENT and claim.created_at:
                self._tally.observe(URGENT_SECONDS, max((now - claim.created_at).total_seconds(), 0.0), claim.kind)

    def expired(self, kinds: Iterable[str]) -> None:
        """Count messages that nobody sent in time. Never raises."""
        for kind, count in Counter(kinds).items():
            self._tally.add(EXPIRED, kind, by=count)


def figures(tally: Tally) -> Iterator[Metric]:
    """Over all processes. Raises RedisError."""
    return tally.figures(ALL)
