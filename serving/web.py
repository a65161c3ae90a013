"""The web server as a command and as a service, and whether it answers."""

from __future__ import annotations

import http.client
import socket
import sys
from collections.abc import Sequence

from config.errors import Mistake
from config.settings import Settings
from serving.front.giving_way import NICENESS
from serving.supervisor import Service


def web_command(settings: Settings, application: str = "app:create_app") -> list[str]:
    """The command line that serves the application: as many processes as set, one request at a time in each.

    Turns mostly compute, so more threads would only take the core from each other. A process that is killed is
    replaced.
    """
    where = settings.host, str(settings.port), str(settings.web_workers)
    return [sys.executable, "-m", "serving.front", *where, application]


CONSOLE_PROCESSES = 2
"""Of the console: few people use it, and one page of it never waits for another for long."""


def console_command(settings: Settings) -> list[str]:
    """The command line that serves the call-centre console, apart from the web server, so that it slows no message."""
    where = settings.host, str(settings.console_port), str(CONSOLE_PROCESSES)
    return [sys.executable, "-m", "serving.front", *where, "app_console:create_console", str(NICENESS)]


def web_service(settings: Settings, command: Sequence[str]) -> Service:
    """The web server as a service that is ready when every part it needs answers."""
    return Service(
        name="Web",
        command=command,
        advice="read the lines above; `micuenta web` alone shows everything on the terminal.",
        ready=lambda: answers(settings, "/readyz"),
        leave=8.0,
    )


def free_port(settings: Settings, port: int | None = None, choose: str = "make run ARGS='--port {}'") -> None:
    """Raise a `Mistake` when somebody else listens where we want to; `choose` tells how to take another port."""
    port = port or settings.port
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, port))
        except OSError as error:
            raise Mistake(
                f"cannot listen on {settings.host}:{port} ({error.strerror}): stop what uses it, or choose another, "
                "as in " + choose.format(port % 65000 + 1)
            ) from None


def answers(settings: Settings, path: str) -> bool:
    """Whether the web server answers this path with 200."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.host, settings.host)  # noqa: S104 - the other way round
    connection = http.client.HTTPConnection(host, settings.port, timeout=2)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
