"""A tiny OTLP/HTTP collector on loopback. `python -m tests.tracing.collector [PORT]` prints what it is sent."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Status


class Received(NamedTuple):
    """A span as it arrived; ids as collectors show them, times in ns."""

    process: str
    instance: str
    name: str
    trace: str
    id: str
    parent: str
    began: int
    ended: int
    about: dict[str, object]
    failed: bool


class Collector:
    """What was received so far, and where; `status` is what it answers."""

    def __init__(self, port: int = 0) -> None:
        self.spans: list[Received] = []
        self.bytes = b""
        self.asked = 0
        self.status = 200
        self.headers: list[dict[str, str]] = []
        self.arrived = threading.Condition()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                outer.take(
                    self.rfile.read(int(self.headers["Content-Length"])),
                    {name.lower(): value for name, value in self.headers.items()},
                )
                self.send_response(outer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1/traces"

    def take(self, body: bytes, headers: dict[str, str]) -> None:
        with self.arrived:
            self.asked += 1
            self.headers.append(headers)
            if self.status == 200:
                self.bytes += body
                self.spans += decoded(body)
            self.arrived.notify_all()

    def named(self, *names: str) -> list[Received]:
        return [span for span in self.spans if span.name in names]

    def wait_for(self, *names: str) -> list[Received]:
        """All spans, once there is one of each name."""
        with self.arrived:
            wanted = set(names)
            came = self.arrived.wait_for(lambda: wanted <= {span.name for span in self.spans}, 60)
            assert came, {span.name for span in self.spans}
            return list(self.spans)


def decoded(body: bytes) -> Iterator[Received]:
    for resource in ExportTraceServiceRequest.FromString(body).resource_spans:
        whose = {each.key: each.value.string_value for each in resource.resource.attributes}
        for scope in resource.scope_spans:
            for span in scope.spans:
                yield Received(
                    whose["micuenta.process"],
                    whose["service.instance.id"],
                    span.name,
                    span.trace_id.hex(),
                    span.span_id.hex(),
                    span.parent_span_id.hex(),
                    span.start_time_unix_nano,
                    span.end_time_unix_nano,
                    {each.key: getattr(each.value, each.value.WhichOneof("value")) for each in span.attributes},
                    span.status.code == Status.STATUS_CODE_ERROR,
                )


@contextmanager
def collecting(port: int = 0) -> Iterator[Collector]:
    """One that answers."""
    made = Collector(port)
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield made
    finally:
        made.server.shutdown()
        thread.join()
        made.server.server_close()


def main() -> None:
    """Print every span as it comes, each trace under its own line."""
    with collecting(int(sys.argv[1]) if len(sys.argv) > 1 else 4318) as made:
        print(f"MICUENTA_TRACES_URL={made.url}", flush=True)
        shown = 0
        while True:
            with made.arrived:
                made.arrived.wait_for(lambda: len(made.spans) > shown)  # noqa: B023 - asked before it changes
                fresh, shown = made.spans[shown:], len(made.spans)
            for span in sorted(fresh, key=lambda each: each.began):
                took = (span.ended - span.began) / 1e6
                about = " ".join(f"{name.removeprefix('micuenta.')}={value}" for name, value in span.about.items())
                print(
                    f"{span.trace} {span.parent or '-':16} > {span.id} {span.process:7} {span.began / 1e9 % 1000:9.4f} "
                    f"{took:7.1f} ms {'!' if span.failed else ' '}{span.name:13} {about}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
