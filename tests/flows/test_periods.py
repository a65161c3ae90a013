"""What year or months are asked about, however said; and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from flows.readers.periods import Asked, find

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("said", "asked", "rest"),
    [
        ("2024", Asked(2024), ""),
        ("del 2024 por favor", Asked(2024), "del  por favor"),
        ("482913 2024", Asked(2024), "482913"),
        ("octubre", Asked(2026, (10,)), ""),
        ("Oct", Asked(2026, (10,)), ""),
        ("DICIEMBRE", Asked(2025, (12,)), ""),
        ("dic 2026", Asked(2026, (12,)), ""),
        ("sep-oct", Asked(2026, (9, 10)), "-"),
        ("setiembre 2023", Asked(2023, (9,)), ""),
        ("2026-5", Asked(2026, (9, 10)), ""),
        ("bimestre 3", Asked(2026, (5, 6)), ""),
        ("5o bimestre 2025", Asked(2025, (9, 10)), ""),
        ("el mes pasado", Asked(2026, (10,)), ""),
        ("este mes", Asked(2026, (11,)), ""),
        ("el año pasado", Asked(2025), ""),
        ("este año", Asked(2026), ""),
        ("last year", Asked(2025), ""),
        ("january", Asked(2026, (1,)), ""),
    ],
)
def test_what_is_asked_about(said: str, asked: Asked, rest: str) -> None:
    found = find(said, TODAY)
    assert found
    assert (found[0], " ".join(found[1].split())) == (asked, " ".join(rest.split()))


@pytest.mark.parametrize("said", ["", "482913", "202411", "1500", "2", "marzoso", "hola", "20245", "mar y cielo" * 0])
def test_what_is_no_year_and_no_month(said: str) -> None:
    assert find(said, TODAY) is None


def test_the_month_before_january_is_of_the_year_before() -> None:
    found = find("el mes pasado", date(2026, 1, 5))
    assert found
    assert found[0] == Asked(2025, (12,))


def test_a_bimestre_is_in_a_month_that_it_touches() -> None:
    assert Asked(2026, (10,)).holds_period("2026-5")
    assert not Asked(2026, (11,)).holds_period("2026-5")
    assert not Asked(2025, (10,)).holds_period("2026-5")
    assert Asked(2026).holds_period("2026-1")
