"""Whether the service lives, whether every part it needs answers, and its figures for Prometheus."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from config.outages import outage_name

PartCheck = Callable[[], object]
"""Raises when its part is not well; the exception's text says why."""

log = logging.getLogger(__name__)


def health_routes(checks: Mapping[str, PartCheck], figures: Iterable[Callable[[], Iterable[Metric]]] = ()) -> Blueprint:
    """`/healthz`; `/readyz` over the named parts; `/metrics` over the same and over all that gives figures."""
    routes = Blueprint("health", __name__)
    registry = CollectorRegistry()
    registry.register(_Figures(checks, tuple(figures)))

    @routes.get("/healthz")
    def alive() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        parts = {name: _why_not(name, check) for name, check in checks.items()}
        return jsonify(parts), 200 if set(parts.values()) <= {"ok"} else 503

    @routes.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return routes


class _Figures(Collector):
    """Asked anew at every scrape: the counts are kept in SQL and Redis, for all processes together."""

    def __init__(self, checks: Mapping[str, PartCheck], figures: tuple[Callable[[], Iterable[Metric]], ...]) -> None:
        self._checks = checks
        self._figures = figures

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked while the registry is set up."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Every part's health, then the figures of those that answer."""
        up = GaugeMetricFamily("micuenta_part_up", "Whether a part of the service answers.", labels=["part"])
        for name, check in self._checks.items():
            up.add_metric([name], _why_not(name, check) == "ok")
        yield up
        for figure in self._figures:
            try:
                found = tuple(figure())
            except Exception:  # noqa: S112 - micuenta_part_up tells which part is away; the others still count
                continue
            yield from found


def _why_not(name: str, check: PartCheck) -> str:
    """`ok`, or the kind of trouble; its text, which may name a host and a port, is for the log alone."""
    try:
        check()
    except Exception as error:
        log.warning("%s is not well: %s: %s", name, type(error).__name__, next(iter(str(error).splitlines()), ""))
        return outage_name(error)
    return "ok"
