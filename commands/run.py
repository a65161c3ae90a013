"""Start everything in one place: Redis, database, worker, web."""

from __future__ import annotations

import click

from config.settings import Settings
from serving.everything import everything
from serving.options import with_settings


@click.command()
@with_settings("host", "port", "data")
def command(settings: Settings) -> None:
    """Start everything with its embedded parts, and stop it all with Ctrl-C."""
    everything(settings, click.echo)
