"""Run the web server."""

from __future__ import annotations

import os

import click

from config.settings import Settings
from serving.options import with_settings
from serving.refusing import refuse_what_would_harm
from serving.web import free_port, web_command


@click.command()
@with_settings("host", "port", "data")
def command(settings: Settings) -> None:
    """Run the web server alone; any number of machines may, on one PostgreSQL and one Redis."""
    refuse_what_would_harm(settings)
    free_port(settings)
    line = web_command(settings)
    os.execv(line[0], line)  # noqa: S606 - it takes this process's place, and so gets its signals
