"""Run the console's live stream."""

from __future__ import annotations

import os

import click

from config.settings import Settings
from serving.live import live_command
from serving.options import with_settings
from serving.web import free_port


@click.command()
@click.option("--port", type=int, help="Port of the stream (default 8002).")
@with_settings("host", "data")
def command(settings: Settings, port: int | None) -> None:
    """Run the console's live stream alone, in a process of its own; without it the pages ask every five seconds."""
    if port:
        settings = settings.model_copy(update={"console_live_port": port})
    free_port(settings, settings.console_live_port, "micuenta live --port {}")
    line = live_command(settings)
    os.execv(line[0], line)  # noqa: S606 - it takes this process's place, and so gets its signals
