"""What machines do: clocks, locks, full disks, and settings written in other ways.

Sources: celery issues 3685 and 6742 (beat stops when the date changes), 5716 (Redis out of memory); SQLite's "database
is locked" and "database or disk is full"; alembic's "Can't locate revision"; files saved by Notepad and PowerShell.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from datetime import time as at
from pathlib import Path

import pytest

from config.settings import Settings
from notices.zones import ZONES, awake
from worker import celery_app
from worker.schedule import EVERY
from worker.ticking import Ticking


class Ticked(Ticking):
    """A clock that notes what it would start instead of asking Redis to."""

    def apply_entry(self, entry: object, producer: object = None) -> None:
        self.started = [*getattr(self, "started", []), entry.name]

    producer = None


def ticked(settings: Settings) -> Ticked:
    celery_app.use(settings)
    clock = Ticked(app=celery_app.celery)
    while clock.tick() == 0:
        pass
    return clock


def test_runs_noted_in_the_future_stop_no_job(settings: Settings) -> None:
    """A clock that was once wrong.

    Sends: `celerybeat-schedule` in the data folder with every run in 2036
    Now: the file is not read; every job runs at once after a start, then at its interval
    """
    (settings.data / "celerybeat-schedule").write_bytes(b"2036")

    assert sorted(ticked(settings).started) == sorted(EVERY)
    assert celery_app.celery.conf.beat_scheduler == "worker.ticking:Ticking"


@pytest.mark.parametrize("by", [-3600.0, -86400.0, 86400.0, -10 * 365 * 86400.0])
def test_a_clock_that_jumps_starts_nothing_early_and_stops_nothing(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, by: float
) -> None:
    """A clock set back or forth while the service runs.

    Sends: `date -s` an hour, a day or ten years, either way
    Now: jobs go on at their intervals: those are counted by a clock that nobody sets
    """
    clock, started = ticked(settings), time.monotonic()
    jumped = datetime.now(UTC) + timedelta(seconds=by)
    monkeypatch.setattr("celery.beat.ScheduleEntry.default_now", lambda _: jumped)
    clock.started = []
    while clock.tick() == 0:
        pass
    assert clock.started == []

    monkeypatch.setattr("time.monotonic", lambda: started + 61)
    while clock.tick() == 0:
        pass
    assert set(clock.started) == {name for name, seconds in EVERY.items() if seconds <= 60}


@pytest.mark.parametrize("value", ["off", "", " ", "OFF", "no", "none", "false", "ninguna", '"off"', "00:00-00:00"])
def test_quiet_hours_can_be_wished_away(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No quiet hours.

    Sends: `MICUENTA_QUIET_HOURS=off`, also empty, `OFF`, `no`, `none`, `ninguna`, `00:00-00:00`
    Now: notices may leave at any hour
    """
    monkeypatch.setenv("MICUENTA_QUIET_HOURS", value)
    span = Settings().quiet_span

    day = [datetime(2026, 11, 23, tzinfo=UTC) + timedelta(minutes=30 * step) for step in range(48)]
    assert all(awake(moment, span) == ZONES for moment in day)


@pytest.mark.parametrize("value", ["20:00 - 09:00", "20-09", "2000-0900"])
def test_a_span_is_read_as_written(value: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Quiet hours in other words.

    Sends: `20:00 - 09:00`, `20-09`
    Now: read as meant; what is no span stops the start with a sentence
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MICUENTA_QUIET_HOURS", value)

    assert Settings().quiet_span == (at(20), at(9))
