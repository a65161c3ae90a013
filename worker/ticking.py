"""Celery's clock without a memory: intervals since the start, counted so that nobody can set them back.

Celery's own keeps on disk, by the machine's clock, when each job ran last. A clock that was once wrong leaves runs in
the future there, and no job runs until that future comes.
"""

from __future__ import annotations

import time
from typing import Any

from celery.beat import ScheduleEntry, Scheduler
from celery.schedules import schedstate


class Ticking(Scheduler):  # type: ignore[misc]  # Celery has no types
    """Every job at once after the start, then at its interval, whatever happens to the machine's clock."""

    def populate_heap(self, *_: Any, **__: Any) -> None:
        """All jobs are due: what was missed while nobody ticked is not waited for."""
        super().populate_heap()
        start = time.monotonic()
        self._heap: list[Any] = [event._replace(time=start) for event in self._heap]

    def is_due(self, entry: ScheduleEntry) -> schedstate:
        """Asked only when the heap says that the time has come."""
        return schedstate(True, entry.schedule.seconds)

    def _when(self, entry: ScheduleEntry, next_time_to_run: float, *_: Any) -> float:
        """Monotonic seconds; Celery's own uses the wall clock."""
        del entry
        return time.monotonic() + (self.adjust(next_time_to_run) or 0)
