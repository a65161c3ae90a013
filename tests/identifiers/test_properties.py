"""What the check digits are worth, and that no text at all breaks a verb."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identifiers import clabe, credit_number, curp, nss, payment_line, phone, rfc
from identifiers.errors import InvalidIdentifier

ALL = (nss, curp, rfc, credit_number, clabe, phone, payment_line)
DIGITS = "0123456789"


@pytest.mark.parametrize("module", ALL, ids=lambda module: module.__name__)
@given(text=st.text() | st.text("0123456789ABCÑ&+ -٣²１", max_size=24))
def test_any_text_is_accepted_as_itself_or_refused(module: ModuleType, text: str) -> None:
    module.format(text)
    try:
        canonical = module.validate(text)
    except InvalidIdentifier:
        assert not module.is_valid(text)
    else:
        assert module.validate(canonical) == canonical


@given(st.text(DIGITS, min_size=10, max_size=10), st.integers(0, 10), st.integers(1, 9))
def test_nss_catches_every_single_wrong_digit(body: str, place: int, step: int) -> None:
    number = body + nss.calc_check_digits(body)
    assert not nss.is_valid(changed(number, place, step))


@given(
    st.sampled_from(["021", "646", "014"]),
    st.text(DIGITS, min_size=14, max_size=14),
    st.integers(0, 17),
    st.integers(1, 9),
)
def test_clabe_catches_every_single_wrong_digit(bank: str, rest: str, place: int, step: int) -> None:
    number = bank + rest + clabe.calc_check_digits(bank + rest)
    assert clabe.is_valid(number)
    assert not clabe.is_valid(changed(number, place, step))


@given(
    st.text(DIGITS, min_size=1, max_size=12),
    st.decimals("0.01", "9999999.99", places=2),
    st.dates(date(2014, 1, 1), date(2040, 11, 18)),
    st.data(),
)
def test_payment_line_reads_back_and_catches_wrong_digits_and_swaps(
    reference: str, amount: Decimal, due: date, data: st.DataObject
) -> None:
    line = payment_line.build(reference, amount, due)
    read = payment_line.parse(payment_line.format(line))
    assert (read.reference, read.due) == (reference, due)
    assert payment_line.amount_fits(read, amount)
    place = data.draw(st.integers(0, len(line) - 3))
    assert not payment_line.is_valid(changed(line, place, data.draw(st.integers(1, 9))))
    if place and line[place - 1] != line[place]:
        assert not payment_line.is_valid(line[: place - 1] + line[place] + line[place - 1] + line[place + 1 :])


def changed(number: str, place: int, step: int) -> str:
    """`number` with one digit `step` further on."""
    return number[:place] + str((int(number[place]) + step) % 10) + number[place + 1 :]
