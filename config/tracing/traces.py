"""What a process tells of its part in messages. Whoever counts something hands it over here when it is over."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from config.logs import request
from config.tracing.ids import any_span, any_trace, sampled, trace_of
from config.tracing.spans import JOB, Span, SpanShape, Value

MOST_REQUESTS = 256
"""Requests whose waits are kept until they end; more at once than a process has in hand."""
MOST_WAITS = 64
"""Of one request."""


class WaitSpan(NamedTuple):
    """What a request waited for."""

    shape: SpanShape
    began: float
    ended: float
    about: tuple[Value, ...]
    failed: bool


class Traces:
    """Those of one process. `tell` takes a span and never waits; of all traces, the part `ratio` is followed."""

    def __init__(self, tell: Callable[[Span], None], ratio: float, close: Callable[[], None] = lambda: None) -> None:
        self.tell = tell
        self.close = close
        self._ratio = ratio
        self._waits: dict[str, list[WaitSpan]] = {}

    def follows(self, name: str) -> bool:
        """Whether this request is one of those that are told of."""
        return sampled(trace_of(name), self._ratio)

    def waited(self, shape: SpanShape, began: float, *about: Value, failed: bool = False) -> None:
        """The request that is being seen to has waited until now; nothing where there is none. Never raises."""
        name = request.CURRENT.get()
        if not name or not self.follows(name):
            return
        if name not in self._waits and len(self._waits) >= MOST_REQUESTS:
            self._waits.clear()
        waits = self._waits.setdefault(name, [])
        if len(waits) < MOST_WAITS:
            waits.append(WaitSpan(shape, began, time.monotonic(), about, failed))

    def waits(self, name: str, parent: int) -> None:
        """Tell what a request has waited for, as part of a span that is over."""
        for wait in self._waits.pop(name, ()):
            self.tell(
                Span(wait.shape, trace_of(name), any_span(), parent, wait.began, wait.ended, wait.about, wait.failed)
            )

    def job(self, task: str, outcome: str, began: float) -> None:
        """Tell of a job that has ended; each is a trace of its own."""
        trace = any_trace()
        if sampled(trace, self._ratio):
            ended = time.monotonic()
            self.tell(Span(JOB, trace, any_span(), 0, began, ended, (task, outcome), outcome in ("failed", "away")))
