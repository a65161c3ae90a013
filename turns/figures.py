"""What is told of turns: how each ended and how long it took, what it cost, what people meant.

It is counted for `/metrics`, and where traces are on it is the span from which all others of a message descend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from prometheus_client.core import Metric

from config.tally import Family, Field, Tally, by_name
from config.tracing.ids import any_span, root_of, trace_of
from config.tracing.spans import LINE, TURN, WRITE, Span
from config.tracing.traces import Traces
from flows.turn.turn import Meant
from turns.envelope import Screen
from turns.message import Channel

TURNS = Family(
    "micuenta_turns",
    "Messages by where they led, how they ended and how they came.",
    ("flow", "state", "outcome", "channel"),
)
SECONDS = Family(
    "micuenta_turn_seconds",
    "From a message to its answer.",
    ("channel",),
    (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0),
)
WAITED = Family(
    "micuenta_line_wait_seconds",
    "Messages that found their line busy with another, and how long they waited.",
    ("channel",),
    (0.01, 0.05, 0.25, 1.0, 2.5, 5.0, 11.0),
)
SEGMENTS = Family("micuenta_segments", "Segments of SMS that went out, by what they said.", ("kind",))
PESOS = Family("micuenta_pesos", "What those segments cost, at the price that was set then.", ("kind",))
UNDERSTOOD = Family(
    "micuenta_understood", "Sentences by how sure their meaning was, and the service.", ("meant", "service")
)
ALL = by_name(TURNS, SECONDS, WAITED, SEGMENTS, PESOS, UNDERSTOOD)

Outcome = Literal["answered", "again", "enough", "wait", "apology", "agent"]
"""How a turn ended: with a new answer or the one it had; told of a ceiling; told to wait; or not taken."""
NONE = "none"
"""The service of what was not understood at all, and the flow and state of what led nowhere."""


@dataclass(slots=True)
class Seen:
    """What a turn shows while it is taken.

    How it ends, in which state (`payment.amount`), how long (s) it waited for another, when its line was its own, and
    whether its answer was `kept` from before, because the gateway repeats itself. It `wrote` its row between two
    moments (s, monotonic, as `claimed` is), with so many in all.
    """

    outcome: Outcome = "answered"
    led_to: str = NONE
    meant: Meant = None
    waited: float = 0.0
    claimed: float = 0.0
    kept: bool = False
    wrote: tuple[float, float, int] | None = None


class Figures:
    """Those of one process. `price` is of one segment, in pesos."""

    def __init__(self, tally: Tally, price: float) -> None:
        self._tally = tally
        self._price = price

    def turn(self, channel: Channel, seen: Seen, screen: Screen, seconds: float) -> None:
        """Count a turn. Never raises."""
        flow, _, state = seen.led_to.partition(".")
        counts = [(TURNS.counted(flow, state or NONE, seen.outcome, channel), 1.0), *SECONDS.observed(seconds, channel)]
        if seen.waited:
            counts += WAITED.observed(seen.waited, channel)
        if channel == "sms" and screen.text:
            counts += self._sent("reply", screen.segments)
        if seen.meant:
            meant, services = seen.meant
            counts += [(UNDERSTOOD.counted(meant, service), 1.0) for service in services or (NONE,)]
        self._tally.add_all(counts)

    def spent(self, kind: str, segments: int) -> None:
        """Count an SMS that went out."""
        self._tally.add_all(self._sent(kind, segments))

    def _sent(self, kind: str, segments: int) -> list[tuple[Field, float]]:
        return [(SEGMENTS.counted(kind), segments), (PESOS.counted(kind), segments * self._price)]

    def all(self) -> Iterator[Metric]:
        """Over all processes. Raises RedisError."""
        return self._tally.figures(ALL)


def trace_turn(
    traces: Traces, name: str, channel: Channel, seen: Seen, began: float, ended: float, computed: float
) -> None:
    """Tell of a turn of the request with this name, between two moments, and of what it waited for.

    The one turn that answered a message is what all else of it descends from. A repetition is part of it; one that was
    not taken stands beside it, since the gateway brings the message again.
    """
    if not traces.follows(name):
        return
    trace, root = trace_of(name), root_of(name)
    mine = root if seen.outcome in ("answered", "again") and not seen.kept else any_span()
    flow, _, state = seen.led_to.partition(".")
    meant, services = seen.meant or ("", ())
    about = (flow, state, seen.outcome, channel, meant, ",".join(services), seen.kept, round(computed * 1000, 1))
    failed = seen.outcome in ("apology", "wait")
    traces.tell(Span(TURN, trace, mine, root if seen.kept else 0, began, ended, about, failed))
    if seen.claimed:
        waited = round(seen.waited * 1000, 1)
        traces.tell(Span(LINE, trace, any_span(), mine, began, seen.claimed, (waited,)))
    if seen.wrote:
        wrote, written, together = seen.wrote
        traces.tell(Span(WRITE, trace, any_span(), mine, wrote, written, (together,)))
    traces.waits(name, mine)
