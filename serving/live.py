"""The console's live stream as a command and as a service: one process, many open streams."""

from __future__ import annotations

import sys

from config.settings import Settings

MOST = 5000
"""Requests at once: an open stream is one that goes on."""


def live_command(settings: Settings) -> list[str]:
    """The command line that serves the stream, by an ASGI server, since the web server's processes take turns."""
    return [
        *(sys.executable, "-m", "serving.front.giving_way"),
        *("granian", "--interface", "asgi", "--factory", "app_console:create_live"),
        *("--host", settings.host, "--port", str(settings.console_live_port)),
        *("--workers", "1", "--no-ws", "--http", "1", "--log-level", "warning"),
        *("--backlog", str(MOST), "--backpressure", str(MOST), "--workers-kill-timeout", "2"),
    ]
