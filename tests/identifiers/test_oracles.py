"""Independent implementations agree; where ours differs on purpose, the test says how."""

from __future__ import annotations

import phonenumbers
import pytest
import stdnum.luhn
import stdnum.mx.curp
import stdnum.mx.rfc
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType

from identifiers import curp, nss, phone, rfc
from identifiers.errors import InvalidIdentifier
from identifiers.words import CURP_WORDS, RFC_WORDS

DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DATES = st.dates().map(lambda day: day.strftime("%y%m%d")) | st.text(DIGITS, min_size=6, max_size=6)
HANDSETS = {PhoneNumberType.FIXED_LINE_OR_MOBILE, PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE}
ROOTS = st.text(LETTERS, min_size=4, max_size=4) | st.sampled_from(sorted(CURP_WORDS))


def reason(text: str) -> str | None:
    try:
        rfc.validate(text, strict=True)
    except InvalidIdentifier as refused:
        return refused.reason
    return None


@given(st.text(DIGITS, min_size=11, max_size=11))
def test_nss_is_luhn_apart_from_filler(number: str) -> None:
    assert nss.is_valid(number) == (stdnum.luhn.is_valid(number) and len(set(number)) > 1)
    assert nss.calc_check_digits(number[:10]) == stdnum.luhn.calc_check_digit(number[:10])


@given(ROOTS, DATES, st.sampled_from("HMXZ"), st.sampled_from([*sorted(curp.STATES), "XX"]), st.data())
def test_curp_agrees_with_stdnum_apart_from_sex_x(
    root: str, day: str, sex: str, state: str, data: st.DataObject
) -> None:
    """The other refuses sex X; both accept births in the future."""
    body = root + day + sex + state + data.draw(st.text(LETTERS, min_size=3, max_size=3))
    body += data.draw(st.sampled_from(DIGITS + LETTERS))
    right = curp.calc_check_digits(body)
    number = body + data.draw(st.sampled_from([right, right, *DIGITS]))
    if sex != "X":
        assert curp.is_valid(number) == stdnum.mx.curp.is_valid(number)
    assert right == stdnum.mx.curp.calc_check_digit(body)


@given(
    ROOTS | st.text("ABCÑ&", min_size=4, max_size=4),
    DATES,
    st.text(LETTERS + DIGITS, min_size=2, max_size=2),
    st.data(),
)
def test_rfc_agrees_with_stdnum_apart_from_the_homoclave(
    root: str, day: str, homoclave: str, data: st.DataObject
) -> None:
    """The other lets a second O or 0 through and stops the first at V; SAT's table has no O or 0, but W to Z."""
    body = root + day + homoclave
    right = rfc.calc_check_digits(body)
    number = body + data.draw(st.sampled_from([right, right, *DIGITS]))
    theirs = stdnum.mx.rfc.is_valid(number, validate_check_digits=True)
    assert right == stdnum.mx.rfc.calc_check_digit(body)
    if "O" not in homoclave and "0" not in homoclave and homoclave[0] not in "WXYZ":
        assert (reason(number) is None) == theirs
    assert reason(number) is not None or stdnum.mx.rfc.is_valid(number)


def test_inconvenient_words_are_the_published_ones() -> None:
    assert (len(CURP_WORDS), len(RFC_WORDS)) == (81, 41)
    assert RFC_WORDS <= CURP_WORDS
    assert not any(stdnum.mx.rfc.is_valid(f"{word}800101AB1") for word in RFC_WORDS)


@pytest.mark.parametrize("first", range(10))
def test_phone_agrees_with_libphonenumber_on_every_area(first: int) -> None:
    """Every handset of theirs is accepted; beyond those only areas they do not know, never another kind of number."""
    for beginning in range(first * 100, first * 100 + 100):
        text = f"{beginning:03}1234567"
        number = phonenumbers.parse(f"+52{text}")
        kind = phonenumbers.number_type(number)
        if kind in HANDSETS:
            assert phone.is_valid(text), text
        elif kind != PhoneNumberType.UNKNOWN or first < 2:
            assert not phone.is_valid(text), text


@given(st.integers(2_000_000_000, 9_999_999_999).map(str))
def test_an_accepted_phone_is_written_in_the_same_form(text: str) -> None:
    number = phonenumbers.parse(f"+52{text}")
    if phone.is_valid(text) and phonenumbers.is_valid_number(number):
        assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) == phone.validate(text)
        assert phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL) == phone.format(text)
