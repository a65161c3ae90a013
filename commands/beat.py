"""Run Celery beat, which reminds the workers of what is due."""

from __future__ import annotations

import click

from config.settings import Settings
from serving.options import with_settings
from serving.worker import celery


@click.command()
@with_settings("data")
def command(settings: Settings) -> None:
    """Run Celery beat alone; one is enough, and a second does no harm."""
    celery(settings, "beat", "--pidfile=")
