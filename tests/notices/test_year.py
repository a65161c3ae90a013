"""A small year over the real planner and writer: whoever may be told is told, once, and nobody who may not."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands import notices as command
from simulator.year import play as playing
from simulator.year.figures import compared
from simulator.year.planted import Planted, workers

EVERY = 30
"""Days between two plans: twelve of them take seconds."""


def test_everything_planted_is_told_once_and_nothing_else(tmp_path: Path) -> None:
    year = playing.begin_year(f"sqlite:///{tmp_path}/year.sqlite", 300, seed=4)
    for _ in playing.play(year, EVERY):
        pass
    found = compared(year, timedelta(days=EVERY + 1))
    year.database.close()
    assert found.faults == set()
    assert (found.false_alarms, found.after_baja, found.to_frozen) == (0, 0, 0)
    assert {line.label: line.doubled for line in found.lines if line.doubled} == {}
    assert year.stopped
    assert year.frozen
    assert sum(line.told for line in found.lines) > 20


def test_the_same_seed_plants_the_same() -> None:
    def planted(seed: int) -> list[Planted]:
        return [each for worker in workers(200, seed) for each in worker.planted]

    assert planted(1) == planted(1) != planted(2)


def test_the_command_shows_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simulator.year.planted.DAYS", 3)
    monkeypatch.setattr(playing, "DAYS", 3)
    done = CliRunner().invoke(command.command, ["rehearse", "--workers", "20"])
    assert done.exit_code == 0, done.output
    assert "told to a frozen account 0" in done.output
