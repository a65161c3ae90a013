"""The faults that `python -m tests.faults` plants: each still has a place in the code to be planted in."""

from __future__ import annotations

from tests.faults.__main__ import ROOT, faults


def test_every_fault_can_still_be_planted_and_looked_for() -> None:
    planted = list(faults())
    assert len(planted) >= 64
    assert all((ROOT / test).exists() for fault in planted for test in fault.tests)
