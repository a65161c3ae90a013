"""Bring the database up to date."""

from __future__ import annotations

import click

from config.settings import Settings
from serving.options import with_settings


@click.group()
def command() -> None:
    """Bring the database up to date."""


@command.command()
@with_settings("data")
def upgrade(settings: Settings) -> None:
    """Run the migrations that are new, and say where the database stands."""
    from models.migrate import upgrade
    from serving.data_folder import closed

    closed(settings.data)
    upgrade(settings.database_url)
    click.echo("The database is up to date.")
