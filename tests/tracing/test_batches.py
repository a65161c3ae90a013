"""A collector that is away, slow or refusing is waited for by nobody, costs no more memory, and is told of once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence

import pytest

from config.tracing.batches import BATCH, QUEUE, SAY_EVERY, Batches
from config.tracing.otlp import exporting
from config.tracing.spans import JOB, Span
from tests.processes import eventually
from tests.tracing.collector import Collector, collecting

SPAN = Span(JOB, 1, 2, 0, 1.0, 2.0, ("sweep", "done"))


class Away:
    """A collector that takes nothing, and says when it was asked."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.takes = False
        self.now = 0.0

    def __call__(self, spans: Sequence[Span]) -> bool:
        self.asked.append(len(spans))
        return self.takes


def test_what_nobody_takes_is_bounded_and_told_of_rarely(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    away = Away()
    batches = Batches(away, "http://collector.example/v1/traces", lambda: away.now)
    batches.close()  # no thread of its own: the test is the thread
    for _ in range(QUEUE + 100):
        batches.tell(SPAN)
    assert not batches.give_away()
    assert not batches.give_away()
    assert away.asked == [BATCH, BATCH]
    assert len(caplog.records) == 1
    assert f"{100 + BATCH} spans are lost" in caplog.text
    assert "messages go on" in caplog.text
    assert "micuenta doctor" in caplog.text
    away.now += SAY_EVERY
    batches.give_away()
    assert len(caplog.records) == 2
    away.takes = True
    assert batches.give_away()
    assert sum(away.asked) == QUEUE
    assert "takes them again" in caplog.records[-1].message


def test_a_collector_that_never_answers_delays_neither_a_turn_nor_the_end() -> None:
    asked, never = threading.Event(), threading.Event()

    def waits(spans: Sequence[Span]) -> bool:
        asked.set()
        return never.wait(60)

    batches = Batches(waits, "http://collector.example")
    for _ in range(BATCH):
        batches.tell(SPAN)
    assert asked.wait(60)
    for _ in range(QUEUE):
        batches.tell(SPAN)
    batches.close()
    assert not never.is_set()
    never.set()


def test_what_is_told_while_a_batch_is_under_way_is_taken_along_at_the_end() -> None:
    taken: list[Span] = []
    asked = threading.Event()

    def export(spans: Sequence[Span]) -> bool:
        asked.set()
        batches._ending.wait(60)
        taken.extend(spans)
        return True

    batches = Batches(export, "http://collector.example")
    batches.tell(SPAN)
    assert asked.wait(60)
    batches.tell(SPAN)
    batches.close()
    eventually(lambda: len(taken) == 2)


def test_a_defect_of_the_exporter_ends_nothing(caplog: pytest.LogCaptureFixture) -> None:
    def breaks(spans: Sequence[Span]) -> bool:
        raise ValueError("a value that no collector knows")

    batches = Batches(breaks, "http://collector.example")
    batches.close()
    batches.tell(SPAN)
    assert not batches.give_away()
    assert "spans cannot be written" in caplog.text


@pytest.fixture
def collector() -> Iterator[Collector]:
    with collecting() as made:
        yield made


def test_one_that_refuses_takes_none_and_no_library_talks_of_it(
    collector: Collector, caplog: pytest.LogCaptureFixture
) -> None:
    export = exporting(collector.url, "", "web")
    assert export([SPAN])
    assert collector.spans[0].about == {"micuenta.task": "sweep", "micuenta.outcome": "done"}
    assert collector.spans[0].ended - collector.spans[0].began == 10**9
    collector.status = 400
    assert not export([SPAN])
    assert len(collector.spans) == 1
    assert not caplog.records


def test_the_last_spans_of_a_process_are_taken_along(collector: Collector) -> None:
    batches = Batches(exporting(collector.url, "", "web"), collector.url)
    batches.tell(SPAN)
    batches.close()
    collector.wait_for("job")
