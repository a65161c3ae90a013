"""Clients that take their time take nothing from others: slow heads, bodies and chunks, silence, answers left unread.

How fast others go on meanwhile is measured by `python -m bench attack`, with a thousand of each kind.
"""

from __future__ import annotations

import socket

import pytest

from tests.attacks.people import NIP, People
from tests.attacks.service import Service, request
from tests.attacks.slow import KINDS, Slow, all_kinds
from tests.attacks.wire import ask, read
from tests.processes import eventually

# The database has no part in this.
pytestmark = pytest.mark.parametrize("service", ["sqlite"], indirect=True)
OF_EACH = 40


def test_slow_sockets_of_every_kind_at_once_take_nothing_from_others(service: Service, people: People) -> None:
    """Every signed turn and every look at the service's health is answered while all of them are open."""
    workers = [people.registered() for _ in range(6)]
    with all_kinds(service.port, OF_EACH):
        for worker in workers:
            assert worker.amount in service.sms(worker.line, f"AHORRO {NIP}")
            assert ask(service.port, request("GET", "/healthz")).status == 200
    turns = "SELECT count(*) FROM journal WHERE line = (SELECT line FROM journal ORDER BY id DESC LIMIT 1)"
    assert service.sql(turns) == 1


def test_slow_sockets_are_ended_by_their_deadline(service: Service) -> None:
    """Ten seconds for each part, whatever drips in meanwhile; answers fill up first. An idle one may stay a minute."""
    with all_kinds(service.port, 2) as slow:
        hurried = [each for kind, each in zip(KINDS, slow, strict=True) if kind != "idle"]
        eventually(lambda: not any(each.held() for each in hurried), within=110)


def test_a_slow_socket_has_its_time(service: Service) -> None:
    with Slow(service.port, "idle", 2) as slow:
        assert ask(service.port, request("GET", "/healthz")).status == 200
        assert slow.held() == 2


def test_what_is_not_signed_is_refused_before_its_body_comes(service: Service) -> None:
    """The time of a body would end with another refusal."""
    head = request("POST", "/sms/twilio", {}).replace(b"Content-Length: 0", b"Content-Length: 1000")
    with socket.create_connection(("127.0.0.1", service.port), 60) as wire:
        wire.sendall(head)
        assert read(wire).status == 403


@pytest.mark.parametrize("path", ["/sms/kannel/x", "/ussd/africastalking/x", "/ussd/infobip/x/session/1/start"])
def test_a_wrong_secret_path_is_refused_before_its_body_comes(service: Service, path: str) -> None:
    head = request("POST", path, {}).replace(b"Content-Length: 0", b"Transfer-Encoding: chunked")
    with socket.create_connection(("127.0.0.1", service.port), 60) as wire:
        wire.sendall(head)
        assert read(wire).status == 404
