"""Celery's processes: the worker that sends, and beat that reminds it."""

from __future__ import annotations

from celery.signals import setup_logging

from config.settings import Settings
from serving.data_folder import closed


def celery(settings: Settings, *line: str) -> None:
    """Run one of Celery's own programs in this process, with our settings and our logs."""
    from worker.celery_app import celery as application
    from worker.celery_app import use

    use(settings)
    setup_logging.connect(_logs_are_set_up, weak=False)
    closed(settings.data)
    application.start(["--quiet", *line, "--loglevel", settings.log_level])


def _logs_are_set_up(**_: object) -> None:
    """Somebody listens to this signal, so Celery leaves the logs as they are."""
