"""Amounts as people type them; what could be read in two ways is asked again."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers.scan import take_amount


@pytest.mark.parametrize(
    ("text", "amount", "rest"),
    [
        ("1500", "1500.00", ""),
        ("1,500.00", "1500.00", ""),
        ("$1500.50", "1500.50", ""),
        ("$ 1,500 mn, si", "1500.00", "si"),
        ("1500 pesos", "1500.00", ""),
        ("1500mxn", "1500.00", ""),
        ("1500 m.n.", "1500.00", ""),
        ("MXN 50", "50.00", ""),
        ("50.5", "50.50", ""),
        ("1500.", "1500.00", ""),
        ("1500.00.-", "1500.00", ""),
        ("1.500,00", "1500.00", ""),
        ("1500,50", "1500.50", ""),
        ("1 500", "1500.00", ""),
        ("1,234,567.89", "1234567.89", ""),
        ("2 mil", "2000.00", ""),
        ("2mil pesos", "2000.00", ""),
        ("2 mil 500", "2500.00", ""),
        ("importe: 1500", "1500.00", ""),
        ("son 1500", "1500.00", ""),
        ("１５００", "1500.00", ""),
        ("1500, 2", "1500.00", "2"),
        ("1500 482913", "1500.00", "482913"),
        ("500\n2", "500.00", "2"),
        ("999999999", "999999999.00", ""),
    ],
)
def test_taken(text: str, amount: str, rest: str) -> None:
    taken = take_amount(text)
    assert taken == (Decimal(amount), rest)
    assert taken[0].as_tuple().exponent == -2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "$",
        "uno",
        "-5",
        "$-5",
        "−5",
        "0",
        "0.00",
        "1.500",
        "50.555",
        "1500,5",
        "1,5000",
        "12,34,5",
        "1,500,2",
        "2k",
        "1e5",
        "50%",
        "1500-2000",
        "1234567890",
        "٥٠",
        "1000000 mil",
        " " * 2000,
        "1," * 1000,
        "importe" + " " * 2000,
    ],
)
def test_refused(text: str) -> None:
    assert take_amount(text) is None


@given(st.decimals("0.01", "999999.99", places=2))
def test_every_usual_way_of_writing_gives_the_amount_back(amount: Decimal) -> None:
    for text in (f"{amount}", f"${amount:,}", f"{amount:,} pesos"):
        assert take_amount(text) == (amount, "")


@given(st.text() | st.text("0123456789,.$ -mil", max_size=40))
def test_no_text_breaks_it(text: str) -> None:
    taken = take_amount(text)
    assert taken is None or taken[0] > 0
