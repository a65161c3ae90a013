"""Days that systems put where there is none are no due days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.flows.world import CREDIT


@pytest.mark.parametrize("filler", [date(9999, 12, 31), date(2099, 12, 31), date(1, 1, 1), date(1900, 1, 1), None])
def test_a_filler_is_no_due_day(filler: date | None) -> None:
    assert replace(CREDIT, due_on=filler).due_soon is None


def test_a_day_within_years_is_one() -> None:
    soon = CREDIT.as_of + timedelta(days=700)
    assert replace(CREDIT, due_on=soon).due_soon == soon
