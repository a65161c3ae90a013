"""The last back-up of the database: that there is one, and how old it is."""

from __future__ import annotations

import time

from config.settings import Settings
from serving.doctor.finding import Finding, Findings, graded

OLD = (26.0, 72.0)
"""Hours; one is taken every night."""


def last_backup(settings: Settings) -> Findings:
    """The newest file with something in it, in the folder that is set; nobody asks it of a demo.

    A dump has a name with a dot before it until it is whole.
    """
    folder = settings.backups
    if folder is None:
        if settings.env == "production":
            yield Finding(
                "back-up",
                "look",
                "Nobody said where back-ups lie, so their age is not known.",
                "Set MICUENTA_BACKUPS to the folder that the nightly dump is written to.",
            )
        return
    dumps = [each for each in folder.iterdir() if each.is_file()] if folder.is_dir() else []
    files = [each.stat() for each in dumps if not each.name.startswith(".")]
    times = [each.st_mtime for each in files if each.st_size]
    if not times:
        yield Finding("back-up", "ill", f"There is no back-up in {folder}.", CURE)
        return
    hours = (time.time() - max(times)) / 3600
    yield graded("back-up", hours, OLD, f"The newest back-up in {folder} is {hours:,.0f} h old.", CURE)


CURE = "Take one now, and see why the nightly one failed: `systemctl status micuenta-backup`."
