"""Clients that take their time cost nobody else any: slow heads, bodies and chunks, silence, answers left unread."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from itertools import count
from statistics import median

import pytest

from bench.load import drive
from tests.attacks.people import People
from tests.attacks.service import Service, request, signed
from tests.attacks.slow import KINDS, UNREAD, Slow, all_kinds
from tests.attacks.wire import ask, read
from tests.databases import Databases
from tests.processes import eventually

SECONDS = 0.8
ROUNDS = 6
KEPT = 0.8
"""Of the quiet rate, signed turns go on at this much at least."""
ALIVE = 0.1
"""Seconds in which /healthz answers."""
WORDS = ("MENU", "AYUDA", "PRIVACIDAD", "MENU")


@pytest.fixture(scope="module")
def service(_databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One of its own, on SQLite: the database has no part in this."""
    with _databases.fresh("sqlite") as url, Service(tmp_path_factory.mktemp("slow"), url) as running:
        yield running


@pytest.fixture(scope="module")
def lines(service: Service) -> list[str]:
    """Workers whose turns are counted."""
    return [service.people.registered().line for _ in range(8)]


def rate(service: Service, lines: list[str]) -> float:
    """Signed turns a second, on a connection for each line; raises when one fails."""

    def turns(line: str) -> Iterator[bytes]:
        for number in count():
            form = {"From": line, "Body": WORDS[number % len(WORDS)], "MessageSid": service.message()}
            yield signed(service.url, form).replace(b"Connection: close\r\n", b"")

    sources = [turns(line) for line in lines]
    outcome = drive(service.port, [lambda _, each=each: next(each) for each in sources], SECONDS)  # type: ignore[misc]
    assert not outcome.bad
    assert not outcome.lost
    return outcome.rate


def alive(service: Service) -> float:
    """Seconds /healthz takes, the median of a few, on new connections."""

    def once() -> float:
        began = time.perf_counter()
        assert ask(service.port, request("GET", "/healthz")).status == 200
        return time.perf_counter() - began

    return median(once() for _ in range(9))


def holds(service: Service, lines: list[str], attack: contextlib.AbstractContextManager[object]) -> None:
    """Turns and /healthz under attack beside the same without it; best of a few rounds, since the machine is shared."""
    quiet, attacked = [], []
    quiet.append(rate(service, lines))
    with attack:
        for _ in range(ROUNDS):
            attacked.append(rate(service, lines))
            if max(attacked) >= KEPT * max(quiet):
                break
        took = min(alive(service) for _ in range(3))
    quiet.append(rate(service, lines))
    assert took < ALIVE
    assert max(attacked) >= KEPT * min(quiet), f"{attacked} beside {quiet}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_slow_sockets_of_a_kind_take_nothing_from_others(
    service: Service, lines: list[str], kind: str
) -> None:
    holds(service, lines, Slow(service.port, kind, 1000))


@pytest.mark.parametrize("number", [8, 200])
def test_slow_sockets_of_every_kind_at_once_take_nothing_from_others(
    service: Service, lines: list[str], number: int
) -> None:
    holds(service, lines, all_kinds(service.port, number))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "idle"])
def test_a_slow_socket_is_ended_in_time(service: Service, kind: str) -> None:
    """Ten seconds for each part, whatever drips in meanwhile, and two for a last word; answers fill up first."""
    with Slow(service.port, kind, 3) as slow:
        time.sleep(5)
        if kind not in UNREAD:
            assert slow.held() == 3
        eventually(lambda: slow.held() == 0, 60 if kind in UNREAD else 12)


def test_what_is_not_signed_is_refused_before_its_body_comes(service: Service, people: People) -> None:
    head = request("POST", "/sms/twilio", {}).replace(b"Content-Length: 0", b"Content-Length: 1000")
    with socket.create_connection(("127.0.0.1", service.port), 5) as wire:
        wire.sendall(head)
        began = time.perf_counter()
        assert read(wire).status == 403
        assert time.perf_counter() - began < 2


@pytest.mark.parametrize("path", ["/sms/kannel/x", "/ussd/africastalking/x", "/ussd/infobip/x/session/1/start"])
def test_a_wrong_secret_path_is_refused_before_its_body_comes(service: Service, path: str) -> None:
    head = request("POST", path, {}).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    with socket.create_connection(("127.0.0.1", service.port), 5) as wire:
        wire.sendall(head)
        assert read(wire).status == 404
