"""`micuenta run`: all parts on one machine, in the order they need each other."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from config.errors import Mistake
from config.settings import Settings
from serving.data_folder import taken
from serving.embedded_redis import embedded_redis
from serving.first_start import first_start
from serving.supervisor import Service, Supervisor
from serving.web import free_port, web_service
from serving.welcome import welcome

MICUENTA = [sys.executable, "-m", "cli"]


def everything(settings: Settings, say: Callable[[str], None]) -> None:
    """Start all, tell where the demo phone is, and stay until somebody stops it or a part breaks."""
    began = time.monotonic()
    with taken(settings.data):
        free_port(settings)
        with Supervisor(settings.data / "logs", say) as supervisor:
            if settings.embedded_redis:
                supervisor.launch(embedded_redis(settings))
            first_start(settings, say)
            if not supervisor.await_ready():
                return
            supervisor.launch(Service.beside("Worker", MICUENTA, "worker", "--beat"))
            supervisor.launch(web_service(settings, [*MICUENTA, "web"]))
            _launch_console(settings, supervisor, say)
            if supervisor.await_ready():
                say(welcome(settings, time.monotonic() - began))
            supervisor.watch()
            say("Stopping.")


def _launch_console(settings: Settings, supervisor: Supervisor, say: Callable[[str], None]) -> None:
    """Start the console and its stream beside the rest; where a port is taken, say so, and go on without."""
    for name, port, without in (
        ("console", "CONSOLE_PORT", "No console"),
        ("live", "CONSOLE_LIVE_PORT", "The console asks every five seconds"),
    ):
        try:
            free_port(settings, getattr(settings, port.lower()), f"MICUENTA_{port}={{}}")
        except Mistake as taken_port:
            say(f"{without}: {taken_port}")
            return
        supervisor.launch(Service.beside(name.capitalize(), MICUENTA, name))
