"""The web server serves, replaces a process that dies, stops when it is told, and says when its port is taken."""

from __future__ import annotations

import http.client
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.errors import Mistake
from config.settings import Settings
from serving.supervisor import Supervisor
from serving.web import answers, free_port, web_command, web_service
from tests.processes import children, eventually, gone

TINY = "tests.serving.tiny_app:create_app"


@pytest.fixture
def own(tmp_path: Path) -> Settings:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return Settings(env="test", data=tmp_path, port=probe.getsockname()[1], web_workers=2)


@pytest.fixture
def web(own: Settings) -> Iterator[Supervisor]:
    with Supervisor(own.data / "logs", lambda _: None) as supervisor:
        supervisor.launch(web_service(own, web_command(own, TINY)))
        assert supervisor.await_ready()
        yield supervisor


def ask(settings: Settings, again: bool = True) -> str:
    """The answer. A connection that met a process as it died is made once more, as gateways do."""
    connection = http.client.HTTPConnection(settings.host, settings.port, timeout=60)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().read().decode()
    except ConnectionResetError:
        if not again:
            raise
    finally:
        connection.close()
    return ask(settings, again=False)


@pytest.mark.usefixtures("web")
def test_every_core_gets_a_process(own: Settings) -> None:
    seen: set[str] = set()

    def both() -> bool:
        seen.add(ask(own).split()[0])
        return len(seen) == 2

    eventually(both)


def test_a_process_that_is_killed_is_replaced(own: Settings, web: Supervisor) -> None:
    for _ in range(2):
        victim = int(ask(own).split()[0])
        os.kill(victim, signal.SIGKILL)
        eventually(lambda pid=victim: gone(pid))
        eventually(lambda: answers(own, "/readyz"))
    assert web._running[0][1].poll() is None


def test_its_processes_end_with_their_parent_though_that_is_killed(own: Settings, web: Supervisor) -> None:
    parent = web._running[0][1].pid
    both = children(parent)
    assert len(both) == 2
    os.kill(parent, signal.SIGKILL)
    eventually(lambda: all(map(gone, both)))


def test_it_stops_soon_even_with_a_connection_held_open(own: Settings, web: Supervisor) -> None:
    held = http.client.HTTPConnection(own.host, own.port)
    held.request("GET", "/readyz")
    held.getresponse().read()
    web.__exit__(None, None, None)
    held.close()
    assert web._running[0][1].returncode in (0, -signal.SIGTERM)  # else it had to be killed


@pytest.mark.usefixtures("web")
def test_a_taken_port_is_said_with_what_to_do(own: Settings) -> None:
    with pytest.raises(Mistake, match=rf"127\.0\.0\.1:{own.port} .*--port"):
        free_port(own)


def test_nobody_there_is_not_ready(own: Settings) -> None:
    assert not answers(own, "/readyz")
    free_port(own)
