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
from serving.live import live_service
from serving.supervisor import Supervisor
from serving.web import console_service, free_port, web_service
from serving.welcome import welcome
from serving.worker import worker_service

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
            supervisor.launch(worker_service([*MICUENTA, "worker", "--beat"]))
            supervisor.launch(web_service(settings, [*MICUENTA, "web"]))
            _launch_console(settings, supervisor, say)
            if supervisor.await_ready():
                say(welcome(settings, time.monotonic() - began))
            supervisor.watch()
            say("Stopping.")


def _launch_console(settings: Settings, supervisor: Supervisor, say: Callable[[str], None]) -> None:
    """Start the console beside the rest; where its port is taken, say so, and serve workers without it."""
    try:
        free_port(settings, settings.console_port, "MICUENTA_CONSOLE_PORT={}")
    except Mistake as taken_port:
        say(f"No console: {taken_port}")
        return
    supervisor.launch(console_service([*MICUENTA, "console"]))
    try:
        free_port(settings, settings.console_live_port, "MICUENTA_CONSOLE_LIVE_PORT={}")
    except Mistake as taken_port:
        say(f"The console asks every five seconds: {taken_port}")
        return
    supervisor.launch(live_service([*MICUENTA, "live"]))
