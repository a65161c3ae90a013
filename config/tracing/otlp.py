"""Spans as OTLP over HTTP: the one file that knows OpenTelemetry, which only whoever turns traces on installs."""

from __future__ import annotations

import logging
import os
import socket
import time
from collections.abc import Callable, Sequence

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SpanExportResult
from opentelemetry.sdk.util.instrumentation import InstrumentationScope
from opentelemetry.trace import SpanContext, SpanKind, Status, StatusCode, TraceFlags

from config.tracing.spans import Span

PATIENCE = 4.0
"""Seconds for a batch, with the exporter's own tries."""

_ROLES = {"server": SpanKind.SERVER, "client": SpanKind.CLIENT, "internal": SpanKind.INTERNAL}
_SAMPLED = TraceFlags(TraceFlags.SAMPLED)
_SCOPE = InstrumentationScope("micuenta")
_FAILED, _WELL = Status(StatusCode.ERROR), Status(StatusCode.UNSET)


def exporting(url: str, token: str, process: str) -> Callable[[Sequence[Span]], bool]:
    """What sends batches to a collector, from the `process` of this name, and says whether they were taken."""
    # Each try that fails would be a line; `batches` says the same in one.
    logging.getLogger("opentelemetry").setLevel(logging.CRITICAL + 1)
    headers = {"Authorization": f"Bearer {token}"} if token else None
    exporter = OTLPSpanExporter(endpoint=url, headers=headers, timeout=PATIENCE)
    resource = Resource(
        {
            "service.name": "micuenta",
            "service.instance.id": f"{socket.gethostname()}:{os.getpid()}",
            "micuenta.process": process,
        }
    )

    def export(spans: Sequence[Span]) -> bool:
        since = time.time_ns() - time.monotonic_ns()
        return exporter.export([_readable(span, resource, since) for span in spans]) is SpanExportResult.SUCCESS

    return export


def _readable(span: Span, resource: Resource, since: int) -> ReadableSpan:
    """As the exporter takes it; `since` is when the monotonic clock began (ns)."""
    shape = span.shape
    return ReadableSpan(
        shape.name,
        context=SpanContext(span.trace, span.id, is_remote=False, trace_flags=_SAMPLED),
        parent=SpanContext(span.trace, span.parent, is_remote=True, trace_flags=_SAMPLED) if span.parent else None,
        resource=resource,
        attributes={
            f"micuenta.{name}": value for name, value in zip(shape.about, span.about, strict=True) if value != ""
        },
        kind=_ROLES[shape.role],
        status=_FAILED if span.failed else _WELL,
        start_time=since + round(span.began * 1e9),
        end_time=since + round(span.ended * 1e9),
        instrumentation_scope=_SCOPE,
    )
