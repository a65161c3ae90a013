"""Alerts of a real Prometheus that scrapes the real processes: they fire by harm and cease by its cure."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path

import pytest

from tests import programs
from tests.alerting.faults import becomes, no_web, no_worker
from tests.alerting.prometheus import Watch, prometheus
from tests.alerting.scaled import write
from tests.alerting.stage import Stage
from tests.processes import free_ports

pytestmark = [pytest.mark.prometheus, pytest.mark.timeout(900)]

TIMES = 120
"""By which the rules' times are divided; `python -m tests.alerting` takes them slower, and all alerts."""
PATIENCE = 300.0

There = Callable[[Stage], AbstractContextManager[None]]


@contextmanager
def harmed(stage: Stage, watch: Watch, there: There, *alerts: str) -> Iterator[None]:
    """While a fault is there, and its alerts fire, which did not before."""
    assert not watch.firing & {*alerts}
    began = time.monotonic()
    with there(stage):
        assert watch.all_fire(alerts, began, PATIENCE)
        yield


def test_alerts_fire_while_it_is_harmed_and_cease_by_the_cure(tmp_path: Path) -> None:
    program = programs.find("prometheus")
    assert program
    port, watcher = free_ports(2)
    with ExitStack() as stack:
        stage = Stage(stack, port)
        watch = stack.enter_context(prometheus(program, write(tmp_path, port, TIMES), watcher))
        with harmed(stage, watch, becomes("provider", "cut"), "NoProvider"):
            pass
        with harmed(stage, watch, becomes("redis", "cut"), "PartDown"), harmed(stage, watch, no_web, "ServiceUnseen"):
            assert "PartDown" in watch.firing, "an alert without figures has not ceased"
        assert watch.none_fires(["PartDown", "ServiceUnseen"], PATIENCE)
        with harmed(stage, watch, no_worker, "HintsPileUp"):
            pass
        assert watch.none_fires(["HintsPileUp", "NoProvider"], PATIENCE)
