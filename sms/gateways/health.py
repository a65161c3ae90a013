"""Whether the service lives, whether every part it needs answers, and its figures for Prometheus."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from config.outages import outage_name

PartCheck = Callable[[], object]
"""Raises when its part is not well; the exception's text says why."""

HURRY = 2.0
"""Seconds after which the checks leave no time for figures: a scrape has ten, and is to tell which part hangs."""

log = logging.getLogger(__name__)


def health_routes(
    checks: Mapping[str, PartCheck],
    figures: Iterable[Callable[[], Iterable[Metric]]] = (),
    *,
    now: Callable[[], float] = time.monotonic,
) -> Blueprint:
    """`/healthz`; `/readyz` over the named parts; `/metrics` over the same and over all that gives figures."""
    routes = Blueprint("health", __name__)
    registry = CollectorRegistry()
    registry.register(_Figures(checks, tuple(figures), now))

    @routes.get("/healthz")
    def alive() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @routes.get("/readyz")
    def ready() -> tuple[Response, int]:
        parts = _states(checks)
        return jsonify(parts), 200 if set(parts.values()) <= {"ok"} else 503

    @routes.get("/metrics")
    def metrics() -> Response:
        return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)

    return routes


class _Figures(Collector):
    """Asked anew at every scrape: the counts are kept in SQL and Redis, for all processes together."""

    def __init__(
        self,
        checks: Mapping[str, PartCheck],
        figures: tuple[Callable[[], Iterable[Metric]], ...],
        now: Callable[[], float],
    ) -> None:
        self._checks = checks
        self._figures = figures
        self._now = now

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked while the registry is set up."""
        return ()

    def collect(self) -> Iterator[Metric]:
        """Every part's health, then the figures of those that answer; none where one of them hangs."""
        began = self._now()
        up = GaugeMetricFamily("micuenta_part_up", "Whether a part of the service answers.", labels=["part"])
        for name, state in _states(self._checks).items():
            up.add_metric([name], state == "ok")
        yield up
        if self._now() - began > HURRY:
            return
        for figure in self._figures:
            try:
                found = tuple(figure())
            except Exception:  # noqa: S112 - micuenta_part_up tells which part is away; the others still count
                continue
            yield from found


def _states(checks: Mapping[str, PartCheck]) -> dict[str, str]:
    """Each part's, all looked at together: one that hangs makes nobody wait for the others as well."""
    with ThreadPoolExecutor(len(checks) or 1, "checks") as pool:
        return dict(zip(checks, pool.map(_why_not, checks, checks.values()), strict=True))


def _why_not(name: str, check: PartCheck) -> str:
    """`ok`, or the kind of trouble; its text, which may name a host and a port, is for the log alone."""
    try:
        check()
    except Exception as error:
        log.warning("%s is not well: %s: %s", name, type(error).__name__, next(iter(str(error).splitlines()), ""))
        return outage_name(error)
    return "ok"
