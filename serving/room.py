"""Whether a disk has room. What is written there cannot say so any more, so the supervisor does."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

LEAST = 1 << 20
"""Bytes below which a disk counts as full."""
EVERY = 1.0
"""Seconds between two looks."""


@dataclass
class Room:
    """Watches the disk of a folder, and says once when it is full and once when there is room again."""

    folder: Path
    say: Callable[[str], None]
    full: bool = False
    _next: float = 0.0

    def look(self, *, at_once: bool = False) -> None:
        """Look, if it is time to."""
        now = time.monotonic()
        if now < self._next and not at_once:
            return
        self._next = now + EVERY
        disk = os.statvfs(self.folder)
        full = disk.f_bavail * disk.f_frsize < LEAST
        if full != self.full:
            self.full = full
            self.say(_FULL.format(self.folder) if full else f"There is room again on the disk of {self.folder}.")


_FULL = (
    "No space left on the disk of {}: make room. Until then workers get an apology and lose nothing; "
    "it goes on by itself."
)
