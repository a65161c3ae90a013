"""Run a Celery worker, which sends what waits."""

from __future__ import annotations

import click

from config.settings import Settings
from serving.options import with_settings
from serving.refusing import refuse_what_would_harm
from serving.worker import celery


@click.command()
@with_settings("data")
@click.option("--beat", is_flag=True, help="Run the schedule in it too; for one worker, where there is only one.")
def command(settings: Settings, beat: bool) -> None:
    """Run a Celery worker; any number may."""
    refuse_what_would_harm(settings)
    celery(settings, "worker", "--without-gossip", "--without-mingle", *(["--beat"] if beat else []))
