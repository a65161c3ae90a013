"""Run the call-centre console."""

from __future__ import annotations

import os

import click

from config.settings import Settings
from serving.options import with_settings
from serving.refusing import refuse_what_would_harm
from serving.web import console_command, free_port


@click.command()
@click.option("--port", type=int, help="Port of the console (default 8001).")
@with_settings("host", "data")
def command(settings: Settings, port: int | None) -> None:
    """Run the call-centre console alone, in processes of its own; agents need `micuenta agent add`."""
    refuse_what_would_harm(settings)
    if port:
        settings = settings.model_copy(update={"console_port": port})
    free_port(settings, settings.console_port, "micuenta console --port {}")
    line = console_command(settings)
    os.execv(line[0], line)  # noqa: S606 - it takes this process's place, and so gets its signals
