"""Requests that are there at once: told beforehand, answered in order, and none lost, should telling fail."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from itertools import chain
from typing import Any

import pytest

from serving.front.limits import Limits
from tests.processes import eventually
from tests.serving.test_held_answers import Served, answered, send


class Held(Served):
    """Its application stops at `/first` until it is let go, so that others gather meanwhile."""

    def __init__(self, fails: bool = False) -> None:
        self.told: list[list[str]] = []
        self.free = threading.Event()
        self._fails = fails
        super().__init__(Limits(), self._together)

    @contextmanager
    def _together(self, requests: Iterable[tuple[dict[str, Any], bytes]]) -> Iterator[None]:
        self.told.append([environ["PATH_INFO"] for environ, _ in requests])
        if self._fails:
            raise ZeroDivisionError
        yield

    def _application(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        said = super()._application(environ, start_response)
        if environ["PATH_INFO"] == "/first":
            self.free.wait()
        return said


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.parametrize("stops", [False, True])
def test_all_are_told_before_any_is_answered(fails: bool, stops: bool) -> None:
    server, paths = Held(fails), [f"/{number}" for number in range(5)]
    with ExitStack() as wires:
        wires.callback(server.stop)
        first, *others = (wires.enter_context(server.connect()) for _ in range(6))
        for number, wire in enumerate(others):  # so that each is known, and none has to be accepted any more
            send(wire, f"/hello{number}")
            assert answered(wire, f"/hello{number}")
        send(first, "/first")
        eventually(lambda: "/first" in server.asked)
        told = len(server.told)
        for path, wire in zip(paths, others, strict=True):
            send(wire, path)
        if stops:
            server.leave()
        server.free.set()
        assert all(answered(wire, path) for path, wire in zip(paths, others, strict=True))
        beforehand = list(chain(*server.told[told:]))
        assert sorted(beforehand) == paths
        assert [path for path in server.asked if path in paths] == beforehand
