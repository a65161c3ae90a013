"""Amounts to pay as thumbs write them, where the options are numbers too.

Sources: rapidpro/rapidpro 828 and 830 (numbers read too freely).
"""

from __future__ import annotations

import pytest

from tests.field.service import NIP, Service

PAY_OFF = "$405,000.00"


@pytest.mark.parametrize(
    ("typed", "sum_"),
    [
        ("2,500", "$2,500.00"),
        ("2,500.50", "$2,500.50"),
        ("$2,500", "$2,500.00"),
        ("2 500", "$2,500.00"),
        ("2 mil", "$2,000.00"),
        ("2mil pesos", "$2,000.00"),
        ("2.5 mil", "$2,500.00"),
        ("dos mil quinientos", "$2,500.00"),
        ("2 mensualidades", "$7,700.00"),
        ("dos meses", "$7,700.00"),
        ("1,250", "$1,250.00"),
        ("1 mil 200", "$1,200.00"),
        ("3,200", "$3,200.00"),
        ("２,５００", "$2,500.00"),
        ("2,500 por favor", "$2,500.00"),
        ("3000.", "$3,000.00"),
        ("2'500", "$2,500.00"),
        ("quiero pagar 2,500", "$2,500.00"),
        ("quiero pagar 2 mensualidades", "$7,700.00"),
        ("voy a dar 1 500 pesos", "$1,500.00"),
        ("2500\nEnviado desde mi Samsung 2", "$2,500.00"),
    ],
)
def test_an_amount_is_read_before_an_option(service: Service, typed: str, sum_: str) -> None:
    """An amount that begins like an option.

    Sends: `2,500` after `PAGO`, also `2 mil`, `2.5 mil`, `$2,500`, `2 500`, `dos mil quinientos`
    Now: the amount is read before the options: a reference for that sum
    """
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert f"Paga {sum_}" in service.sms(typed)


@pytest.mark.parametrize(
    ("typed", "sum_"),
    [
        (f"PAGO {NIP} 2,500", "$2,500.00"),
        (f"pago {NIP}, 3,200", "$3,200.00"),
        (f"PAGO 2,500 {NIP}", "$2,500.00"),
        (f"PAGO {NIP} 2 mil", "$2,000.00"),
        (f"PAGO {NIP} 2 mensualidades", "$7,700.00"),
        (f"PAGO\n{NIP}\n2,500", "$2,500.00"),
    ],
)
def test_an_amount_ahead_is_read_before_an_option(service: Service, typed: str, sum_: str) -> None:
    """An amount that begins like an option.

    Sends: `PAGO 482913 2,500` in one message, the amount before the NIP, or `pago 482913, 3,200`; by USSD too
    Now: the same reference
    """
    service.open_account()
    assert f"Paga {sum_}" in service.sms(typed)


@pytest.mark.parametrize(
    ("typed", "sum_"), [("2,500", "$2,500.00"), ("2 mil", "$2,000.00"), ("2 mensualidades", "$7,700.00")]
)
def test_an_amount_is_kept_while_the_nip_is_asked(service: Service, typed: str, sum_: str) -> None:
    """An amount that begins like an option.

    Sends: `PAGO 2,500`, `PAGO 2 mil` or `PAGO 2 mensualidades`, and the NIP when it is asked for
    Now: the amount is not asked for twice, nor taken for option 2
    """
    service.open_account()
    service.sms(f"PAGO {typed}")
    assert f"Paga {sum_}" in service.sms(NIP)


@pytest.mark.parametrize("typed", ["2,500", "2 mil", "2 mensualidades"])
def test_an_amount_by_ussd_is_read_before_an_option(service: Service, typed: str) -> None:
    """What `PAGO` takes by SMS it takes on the keypad's page, too."""
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert "Paga $2," in service.ussd(f"PAGO*{typed}") or "Paga $7,700.00" in service.ussd(f"PAGO*{typed}")


@pytest.mark.parametrize(
    "typed",
    [
        "2 pesos",
        "1 momento",
        "2 no se",
        "1.5",
        "2/3",
        "2 o 3",
        "-2,500",
        "2,50",
        "1'5",
        "2.500",
        "2,5",
        "2, 500",
        "1,2,3",
        "1 y 2",
    ],
)
def test_what_is_neither_option_nor_sum_gives_no_reference(service: Service, typed: str) -> None:
    """An amount that begins like an option.

    Sends: `2 pesos`, `1 momento`, `2 no se`, `1.5`, `2/3`, `2,5`, `2, 500`, `1 y 2`, `medio mes`
    Now: no reference: the question again, or the least that can be paid
    """
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert "Paga $" not in service.sms(typed)


def test_a_sum_much_larger_than_a_payment_is_asked_back(service: Service) -> None:
    """A sum much larger than was meant.

    Sends: `PAGO 482913 2` where option 2 pays everything off, or `38500` for $3,850
    Now: it is asked back first; the option on the screen, and `LIQUIDAR`, are not
    """
    service.open_account()
    assert f"Son {PAY_OFF}" in service.sms(f"PAGO {NIP} 2")
    assert "¿Cuanto pagas?" in service.sms("no")
    assert f"Paga {PAY_OFF}" in service.sms("2"), "this time it was on the screen"
    assert "Son $38,500.00" in service.sms("PAGO 38500")
    assert "Paga $38,500.00" in service.sms("si")
    assert f"Paga {PAY_OFF}" in service.sms("PAGO LIQUIDAR")


def test_all_of_it_is_asked_back(service: Service) -> None:
    """A sum much larger than was meant.

    Sends: `todo` at `¿Cuánto pagas?`, or `PAGO todo` and the NIP
    Now: the sum that pays everything off is asked back
    """
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert f"Son {PAY_OFF}" in service.sms("todo")
    service.sms("MENU")
    assert f"Son {PAY_OFF}" in service.sms("PAGO todo")


@pytest.mark.parametrize("typed", ["medio mes", "la mitad del mes", "este mes no", "media mensualidad"])
def test_a_part_of_a_payment_is_not_the_whole(service: Service, typed: str) -> None:
    """A word of a choice with another that takes it back gives no reference."""
    service.open_account()
    service.sms(f"PAGO {NIP}")
    assert "Paga $" not in service.sms(typed)


@pytest.mark.parametrize("typed", ["PAGO 2,5", "PAGO 1 y 2"])
def test_no_part_of_an_amount_is_kept_ahead(service: Service, typed: str) -> None:
    """The options are shown after the NIP."""
    service.open_account()
    service.sms(typed)
    assert "Cuanto pagas" in service.sms(NIP)
