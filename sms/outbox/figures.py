"""What is counted of sending for `/metrics`: every call of a provider, and what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client.core import Metric

from config.tally import Family, Tally, by_name
from sms.outbox.verdicts import Ended
from sms.providers.base import Accepted, Unsure
from turns.figures import Figures

SENDS = Family("micuenta_sends", "Calls of providers by how they ended.", ("provider", "kind", "outcome"))
ALL = by_name(SENDS)


class SendFigures:
    """Those of one process."""

    def __init__(self, tally: Tally, price: float) -> None:
        self._tally = tally
        self._spending = Figures(tally, price)

    def ended(self, channel: str, calls: Iterable[Ended]) -> None:
        """Count calls that ended: `accepted`, `unsure`, or the key of the problem. Never raises."""
        for call in calls:
            outcome = call.outcome
            key = "accepted" if isinstance(outcome, Accepted) else outcome.problem
            self._tally.add(
                SENDS, call.provider.name, call.claim.kind, "unsure" if isinstance(outcome, Unsure) else key
            )
            if channel == "sms" and isinstance(outcome, Accepted):
                self._spending.spent(call.claim.kind, call.claim.segments)


def figures(tally: Tally) -> Iterator[Metric]:
    """Over all processes. Raises RedisError."""
    return tally.figures(ALL)
