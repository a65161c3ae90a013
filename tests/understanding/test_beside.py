"""What is said beside the service is found anywhere in a sentence, in any order, however it is written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from flows.understanding import Beside, beside
from flows.understanding.periods import Period

NIP = "739164"


@pytest.mark.parametrize(
    "text",
    [
        "739164 ahorro",
        "AHORRO:739164",
        "ahorro739164",
        "ahorro nip: 73 91 64",
        "ahorro, mi nip es el 739164 gracias",
        "siete tres nueve uno seis cuatro",
        "Ahorro siete tres nueve uno seis cuatro por favor",
        "setenta y tres noventa y uno sesenta y cuatro ahorro",
        "ahorro 7-3-9-1-6-4",
        "ahorro 739 164",
        "ahorro (739164)",
        "ahorro ７３９１６４",
        "my savings pin 739164",
        "cuanto tengo clave 739-164",
    ],
)
def test_a_nip_is_found_wherever_it_stands(text: str) -> None:
    assert beside(text).nip == NIP


@pytest.mark.parametrize(
    ("text", "nip"),
    [
        ("ahorro 739164 482913", "739164"),
        ("482913 no, mi nip es 739164", "739164"),
        ("739164 739165 739166", "739164"),
    ],
)
def test_only_one_piece_is_ever_taken_for_a_secret(text: str, nip: str) -> None:
    """The one that is named, else the first; the others are nothing, no amount either."""
    assert beside(text) == Beside(nip=nip)


@pytest.mark.parametrize(
    "text",
    [
        "cambiar cel 55 1234 5678",
        "nss 92919084431",
        "1500.00",
        "pago 123456 pesos",
        "7391645",
        "$739164",
        "debo 3 meses",
    ],
)
def test_no_other_number_is_a_nip(text: str) -> None:
    assert beside(text).nip is None


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("pago mil quinientos", 1500),
        ("5 mil", 5000),
        ("2,500", 2500),
        ("pago 2000", 2000),
        ("pago 739164 1500", 1500),
        ("pago 1500 739164", 1500),
        ("pago mil quinientos 739164", 1500),
        ("quiero dar un abono de 2000 pesos", 2000),
        ("son dos mil trescientos pesos", 2300),
        ("pagar cien mil pesos", 100000),
        ("pago $1,500.50 nip 739164", Decimal("1500.50")),
        ("abonar $300", 300),
        ("debo 3 meses", None),
        ("tengo 20 años", None),
        ("mil gracias", None),
        ("una duda", None),
        ("constancia 2024", None),
        ("ley 73", None),
        ("ahorro 739164", None),
    ],
)
def test_an_amount_is_what_can_be_nothing_else(text: str, amount: Decimal | None) -> None:
    assert beside(text).amount == amount


@pytest.mark.parametrize(
    ("text", "choice"),
    [
        ("credito la segunda", "2"),
        ("la 2", "2"),
        ("el 1 porfa", "1"),
        ("uno", "1"),
        ("opcion 3", "3"),
        ("el primero", "1"),
        ("saldo la segunda 739164", "2"),
        ("el de atraso", "atraso"),
        ("pago lo atrasado", "atraso"),
        ("quiero liquidar", "liquidar"),
        ("pagar la mensualidad 739164", "mensualidad"),
        ("es la primera vez", None),
        ("una persona", None),
        ("debo 3 meses", None),
        ("cuanto debo", None),
    ],
)
def test_a_choice_is_its_number_or_its_own_word(text: str, choice: str | None) -> None:
    assert beside(text).choice == choice


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("2024", 2024, None),
        ("constancia 739164 2024", 2024, None),
        ("la constancia del 2019", 2019, None),
        ("octubre", None, Period(5)),
        ("aportacion de octubre 2024", 2024, Period(5, 2024)),
        ("el quinto bimestre", None, Period(5)),
        ("bimestre 2 de 2025", 2025, Period(2, 2025)),
        ("2026-5", 2026, Period(5, 2026)),
        ("sep-oct", None, Period(5)),
        ("january", None, Period(1)),
        ("pago 2000 pesos", None, None),
        ("k ago", None, None),
    ],
)
def test_a_year_and_a_period_are_as_they_were_said(text: str, year: int | None, period: Period | None) -> None:
    found = beside(text)
    assert (found.year, found.period) == (year, period)


@pytest.mark.parametrize(("text", "ago"), [("este año", 0), ("la del año pasado", 1), ("last year", 1), ("2024", None)])
def test_last_year_is_one_ago(text: str, ago: int | None) -> None:
    assert beside(text).years_ago == ago


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("mi numero es 5512345678", "5512345678"),
        ("cambiar cel 55 1234 5678", "5512345678"),
        ("+52 1 664 123 4567 es mi nuevo celular", "6641234567"),
        ("credito 1234567890", None),
        ("nss 92919084431", None),
    ],
)
def test_a_telephone_is_ten_digits_that_are_no_credit(text: str, phone: str | None) -> None:
    assert beside(text).phone == phone


@pytest.mark.parametrize(("text", "folio"), [("VERIFICA K7M2Q9", "K7M2Q9"), ("debo 3 meses", None), ("ahorro", None)])
def test_a_folio_is_what_was_meant_as_one(text: str, folio: str | None) -> None:
    assert beside(text).folio == folio


@pytest.mark.parametrize("text", ["1 " * 50_000, "mil " * 20_000, "x" * 100_000, "nip: " + "1 2 3 4 5 " * 9_000])
def test_a_message_without_end_is_read_to_its_limit(text: str) -> None:
    """Only the first segments are looked at, so that nobody can keep a process busy."""
    assert beside(text) == beside(text[:480])
