"""A part that hangs: `/metrics` says which, in the time a scrape has, and leaves the figures for another time."""

from __future__ import annotations

import threading

from flask import Flask
from prometheus_client.core import GaugeMetricFamily, Metric

from sms.gateways.health import HURRY, health_routes


def told(*seconds: float) -> str:
    """What `/metrics` tells when the clock shows these moments, one a question."""
    moments = iter(seconds)
    service = Flask(__name__)
    service.register_blueprint(health_routes({"redis": _away}, [_figure], now=lambda: next(moments)))
    return service.test_client().get("/metrics").text


def _away() -> None:
    raise TimeoutError


def _figure() -> list[Metric]:
    return [GaugeMetricFamily("micuenta_hints", "", value=1.0)]


def test_figures_are_left_out_when_a_part_hangs() -> None:
    slow = told(0.0, HURRY + 0.1)
    assert 'micuenta_part_up{part="redis"} 0.0' in slow
    assert "micuenta_hints" not in slow


def test_figures_are_told_beside_a_part_that_refuses_at_once() -> None:
    quick = told(0.0, HURRY)
    assert 'micuenta_part_up{part="redis"} 0.0' in quick
    assert "micuenta_hints 1.0" in quick


def test_parts_are_looked_at_together() -> None:
    """Each check waits for the other: one after the other they would never end."""
    both = threading.Barrier(2, timeout=60)
    service = Flask(__name__)
    service.register_blueprint(health_routes({"redis": both.wait, "database": both.wait}))
    assert service.test_client().get("/readyz").json == {"redis": "ok", "database": "ok"}
