"""Rules that the published examples leave out."""

from __future__ import annotations

import pickle
from datetime import date
from decimal import Decimal
from types import ModuleType

import pytest

from identifiers import clabe, credit_number, cross_check, curp, nss, payment_line, phone, rfc
from identifiers.errors import MEANINGS, InvalidIdentifier
from identifiers.payment_line import PaymentLineRules

VERBS = ("compact", "validate", "is_valid", "calc_check_digits", "format")
ALL = (nss, curp, rfc, credit_number, clabe, phone, payment_line)


def refusal(module: ModuleType, text: str, **options: object) -> str:
    with pytest.raises(InvalidIdentifier) as refused:
        module.validate(text, **options)
    return refused.value.reason


@pytest.mark.parametrize("module", ALL, ids=lambda module: module.__name__)
def test_every_identifier_has_the_five_verbs_and_survives_emptiness(module: ModuleType) -> None:
    assert all(callable(getattr(module, verb)) for verb in VERBS)
    assert refusal(module, "") == refusal(module, " -. ") == "length"
    assert refusal(module, "´") == "charset"
    assert not module.is_valid("")
    assert isinstance(module.format(""), str)


@pytest.mark.parametrize(
    ("module", "text", "reason"),
    [
        (nss, "٣٩٠٨٩٠٠٢١٥٦", "charset"),
        (nss, "55555555555", "placeholder"),
        (nss, "3908900215²6", "length"),
        (curp, "HEGG560427MXXRRL00", "state"),
        (curp, "PUTA900215MJCRCR00", "forbidden_word"),
        (curp, "XEXX010101HNEXXXA4", "generic"),
        (curp, "XEXX010101MNEXXXA8", "generic"),
        (curp, "HEGG561327MVZRRL04", "date"),
        (curp, "HEGG560427MVZRRL0A", "charset"),
        (curp, "HEGG560427MVZRRLO4", "date"),
        (curp, "٣" * 18, "charset"),
        (rfc, "ABC680524P76", "not_person"),
        (rfc, "GODE561231", "length"),
        (rfc, "XEXX010101000", "generic"),
        (rfc, "GODE5612310R8", "homoclave"),
        (rfc, "GODE561231OR8", "homoclave"),
        (rfc, "GODE561231GRB", "homoclave"),
        (rfc, "GODÉ561231GR8", "charset"),
        (credit_number, "123456789", "length"),
        (credit_number, "12345678901", "length"),
        (credit_number, "123456789O", "charset"),
        (credit_number, "0000000000", "placeholder"),
        (clabe, "999180000000000057", "bank"),
        (phone, "+1 415 555 1234", "not_mx"),
        (phone, "0034 612 345 678", "not_mx"),
        (phone, "14155551234", "not_mx"),
        (phone, "+51 987 654 321", "not_mx"),
        (phone, "+57 300 123 4567", "not_mx"),
        (phone, "+54 11 2345 6789", "not_mx"),
        (phone, "30900", "short_code"),
        (phone, "+52911", "short_code"),
        (phone, "9999999999", "placeholder"),
        (phone, "888 123 4567", "not_mobile"),
        (phone, "01 800 008 3900", "not_mobile"),
        (phone, "0512345678", "not_mobile"),
        (phone, "55 1234 5678 ext 3", "charset"),
        (phone, "+52+5512345678", "charset"),
        (payment_line, "12345678", "length"),
        (payment_line, "1" * 21, "length"),
        (payment_line, "00000000194821025X", "charset"),
        (payment_line, "000000001948210253", "checksum"),
    ],
)
def test_refused_with_its_reason(module: ModuleType, text: str, reason: str) -> None:
    options = {"today": date(2026, 11, 23)} if module is curp and reason == "date" else {}
    assert refusal(module, text, **options) == reason


@pytest.mark.parametrize(
    "text",
    [
        "+52 01 55 1234 5678",
        "0052 1 55 1234 5678",
        "045-55-1234-5678",
        "５５１２３４５６７８",
        "52 044 5512345678",
        "55/1234/5678",
    ],
)
def test_phone_written_the_old_ways_is_one_line(text: str) -> None:
    assert phone.validate(text) == "+525512345678"


def test_full_width_and_invisible_marks_are_dropped() -> None:
    assert nss.validate("\u200e３９０８９００２１５６\u2060") == "39089002156"
    assert rfc.validate("n\u0303apz010305ja3") == "ÑAPZ010305JA3"


def test_rfc_of_the_leap_day_of_2000_exists() -> None:
    assert rfc.validate("EECX0002292R4") == "EECX0002292R4"


def test_birth_in_the_future_is_refused_where_the_day_is_known() -> None:
    body = "HEGG560427MVZRRLA"
    future = body + curp.calc_check_digits(body)
    assert curp.validate(future) == future
    assert refusal(curp, future, today=date(2026, 11, 23)) == "date"


def test_an_error_names_its_reason_but_never_the_identifier() -> None:
    with pytest.raises(InvalidIdentifier) as refused:
        nss.validate("92919084432")
    again = pickle.loads(pickle.dumps(refused.value))  # noqa: S301 - our own bytes
    assert (again.kind, again.reason, str(again)) == ("nss", "checksum", f"nss: {MEANINGS['checksum']}")
    assert "9291" not in str(refused.value)


def test_payment_line_of_another_biller_is_a_mismatch() -> None:
    line = payment_line.build("1234567890", Decimal("50.00"), date(2026, 12, 17), PaymentLineRules(constant="7"))
    assert refusal(payment_line, line) == "mismatch"


def test_default_payment_line_of_a_credit() -> None:
    assert payment_line.build("0000000019", Decimal("1850.00"), date(2026, 12, 17)) == "000000001948210252"


def test_digit_products_follow_the_other_reading_of_the_amount() -> None:
    other = PaymentLineRules(base_year=1988, digit_products=True)
    line = payment_line.build("067591119700", Decimal("4256.50"), date(1997, 5, 23), other)
    assert payment_line.parse(line, other).amount_digit == "0"  # 30, not the 66 of the bank's example
    assert not payment_line.amount_fits(payment_line.parse(line, other), Decimal("4256.50"))


@pytest.mark.parametrize(
    ("reference", "amount", "due"),
    [
        ("", "50.00", date(2026, 1, 1)),
        ("1234567890123", "50.00", date(2026, 1, 1)),
        ("12A", "50.00", date(2026, 1, 1)),
        ("1", "0", date(2026, 1, 1)),
        ("1", "-5", date(2026, 1, 1)),
        ("1", "5.001", date(2026, 1, 1)),
        ("1", "NaN", date(2026, 1, 1)),
        ("1", "50.00", date(2013, 12, 31)),
        ("1", "50.00", date(2040, 11, 19)),
    ],
)
def test_what_can_not_fit_a_payment_line_is_the_caller_s_mistake(reference: str, amount: str, due: date) -> None:
    with pytest.raises(ValueError, match=r"payment reference|amount|due date"):
        payment_line.build(reference, Decimal(amount), due)


def test_four_digits_last_until_november_of_2040() -> None:
    assert PaymentLineRules().last_day == date(2040, 11, 18)
    assert PaymentLineRules(base_year=2013).last_day == date(2039, 11, 18)
    assert payment_line.build("1", Decimal(50), date(2040, 11, 18))


def test_constant_is_one_digit() -> None:
    with pytest.raises(ValueError, match="one digit"):
        PaymentLineRules(constant="12")


@pytest.mark.parametrize(
    ("ours", "theirs", "warning"),
    [
        ("PXTA880908MDFRRL0", "PUTX880908M71", None),  # inconvenient in both
        ("BXCA880908MDFRRL0", "BACA880908M71", None),  # inconvenient in the CURP alone
        ("MXXJ420116HDFRRL0", "MAJU420116BP3", None),  # a single surname gives the RFC two letters of the name
        ("EXRE071120HDFRRL0", "ERER0711209E3", None),  # and so does a surname of two letters
        ("XAPZ010305MOCNRX0", "ÑAPZ010305JA3", None),
        ("PUFL900215MJCRCR0", "GODE561231GR8", "root"),
        ("PXTA880908MDFRRL0", "PATA880908M71", "root"),
    ],
)
def test_roots_may_differ_only_where_a_rule_says_so(ours: str, theirs: str, warning: str | None) -> None:
    assert cross_check.root_warning(ours, theirs) == warning


def test_birth_year_of_an_nss_warns_except_for_infonavit_s_own_numbers() -> None:
    assert cross_check.birth_year_warning("47038507043", "PUFL900215MJCRCR04") == "birth_year"
    assert cross_check.birth_year_warning("77108800010", "PUFL900215MJCRCR04") is None
