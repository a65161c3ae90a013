"""Amounts that are no payment: zeros, corrections, reversals.

Sources: payroll and treasury systems that correct by a second row of the opposite sign and keep the first; bank
statements with returned SPEI transfers; credits in extension, whose monthly payment is 0.00.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from config.clock import Clock
from config.vault import Vault
from flows.records.ages import Ages
from models.facts import Asking, SqlFacts
from models.tables.institution import CreditRow, MovementRow
from tests.conftest import NOW
from tests.notices.world import TODAY, Institution

LATER = TODAY - timedelta(days=2)


@pytest.fixture
def house(database: str, clock: Clock, vault: Vault) -> Iterator[Institution]:
    with closing(Institution(database, clock, vault)) as made:
        yield made


def pay(house: Institution, nss: str, *amounts: str, period: str = "2026-5") -> None:
    for place, amount in enumerate(amounts):
        folio = f"{nss[-2:]}{period}-{place}"
        on = date(2026, 11, 10) + timedelta(days=place)
        house.contribution(nss, folio, period=period, amount=Decimal(amount), paid_on=on)


@pytest.mark.parametrize(
    "amounts",
    [
        ("0.00",),
        ("-0.00",),
        ("-1955.26",),
        ("1955.26", "-1955.26"),
        ("1955.26", "0.00", "-1955.26"),
        ("1955.26", "-2000.00"),
        ("1955.26", "-1000.00", "-955.26"),
        ("100.00", "-100.00", "100.00", "-100.00"),
    ],
)
def test_nothing_received_is_not_told(house: Institution, amounts: tuple[str, ...]) -> None:
    """A contribution that is none.

    Sends: `0.00`, `-1955.26`, `1955.26` with `-1955.26` after it, in two parts, or with a larger one against it
    Now: nothing is planned and nothing told
    """
    pay(house, house.worker(), *amounts)

    assert house.plan() == {}
    assert house.tell() == []


@pytest.mark.parametrize(
    ("amounts", "told"),
    [
        (("1955.26", "-1955.26", "2000.00"), "$2,000.00"),
        (("1955.26", "1955.26", "-1955.26"), "$1,955.26"),
        (("1955.26", "0.00"), "$1,955.26"),
        (("0.00", "500.00"), "$500.00"),
    ],
)
def test_what_stands_is_told_once(house: Institution, amounts: tuple[str, ...], told: str) -> None:
    """A contribution corrected by another.

    Sends: `1955.26`, `-1955.26`, `2000.00` in one file; the same one twice and once taken back
    Now: told once, with the amount that stands
    """
    pay(house, house.worker(), *amounts)
    (text,) = house.tell()

    assert told in text


def test_a_reversal_in_time_withdraws_the_notice(house: Institution) -> None:
    """A contribution taken back after its notice was planned.

    Sends: the reversing row in the next file, before the notice has left
    Now: the notice is withdrawn
    """
    nss = house.worker()
    pay(house, nss, "1955.26")
    assert house.plan() == {"contribution": 1}
    house.contribution(nss, "R1", amount=Decimal("-1955.26"), paid_on=LATER)

    assert house.tell() == []
    assert [notice.status for notice in house.notices()] == ["withdrawn"]


@pytest.mark.parametrize(
    ("before", "now", "missed"),
    [
        (("1955.26",), (), True),
        (("1955.26",), ("0.00",), True),
        (("1955.26",), ("1955.26", "-1955.26"), True),
        (("1955.26",), ("-1955.26",), True),
        (("1955.26",), ("1955.26", "-1955.26", "1955.26"), False),
        (("1955.26", "-1955.26"), (), False),
        (("0.00",), (), False),
    ],
)
def test_a_period_counts_by_what_it_comes_to(
    house: Institution, before: tuple[str, ...], now: tuple[str, ...], missed: bool
) -> None:
    """A contribution missing although a row is there.

    Sends: a period with `0.00`, with a reversed row, with a negative one alone
    Now: missed, as if no row had come; a period before that came to nothing is no reason to miss the next
    """
    pay(house, house.worker(2), "500.00")  # the period's file has come
    house.calendar("2026-5", TODAY - timedelta(days=Ages().missing))
    nss = house.worker(1)
    pay(house, nss, *before, period="2026-4")
    pay(house, nss, *now, period="2026-5")

    assert house.plan("missing") == ({"missing": 1} if missed else {})


@pytest.mark.parametrize("state", ["prorroga", "vencido", "vigente"])
def test_no_payment_of_nothing_is_due(house: Institution, state: str) -> None:
    """A payment of nothing falls due.

    Sends: a credit in extension, overdue or paid by the worker, whose monthly payment is `0.00`
    Now: no notice
    """
    house.credit(house.worker(), state=state, regime="REA", monthly_payment=Decimal("0.00"))

    assert house.plan() == {}


def test_a_payment_that_becomes_nothing_is_not_told(house: Institution) -> None:
    """An extension granted between the plan and the sending."""
    house.credit(house.worker(), regime="REA")
    assert house.plan() == {"payment_due": 1}
    house.change(CreditRow, state="prorroga", monthly_payment=Decimal("0.00"))

    assert house.tell() == []


@pytest.mark.parametrize(
    ("concept", "on", "told"),
    [
        ("REVERSO DE PAGO", TODAY, False),
        ("DEVOLUCION SPEI", TODAY, False),
        ("Pago rechazado", TODAY, False),
        ("CANCELACIÓN DE PAGO", TODAY, False),
        ("INTERESES", TODAY, True),
        ("MENSUALIDAD", TODAY, True),
        ("REVERSO DE PAGO", TODAY - timedelta(days=3), True),
    ],
)
def test_a_payment_taken_back_is_not_told(house: Institution, concept: str, on: date, told: bool) -> None:
    """A payment taken back.

    Sends: `-1600.25 PAGO` and `1600.25 REVERSO DE PAGO`, `DEVOLUCION SPEI`; interest of that sum
    Now: not told as received; interest takes nothing back
    """
    house.credit(house.worker())
    house.movement("M1")
    back: dict[str, Any] = {"credit_number": "1234567890", "amount": Decimal("1600.25"), "balance": Decimal("1.00")}
    house.add(MovementRow, folio="M2", on=on, concept=concept, **back)

    assert len(house.tell()) == told


@pytest.mark.parametrize(
    ("amounts", "shown"),
    [
        (("1000.00", "0.00"), ["1000.00"]),
        (("1000.00", "2000.00", "-2000.00"), ["1000.00"]),
        (("1000.00", "-1000.00"), []),
        (("1000.00", "2000.00"), ["2000.00", "1000.00"]),
    ],
)
def test_only_what_stands_is_shown(house: Institution, amounts: tuple[str, ...], shown: list[str]) -> None:
    """AHORRO and APORTACIONES over corrected rows.

    Sends: the newest row is `0.00` or undoes the one before it
    Now: only what stands is shown, by SMS and USSD alike
    """
    nss = house.worker()
    pay(house, nss, *amounts)
    with house.database.connect() as connection:
        facts = SqlFacts(Asking(connection, "+525500000001", None, lambda: NOW))  # type: ignore[arg-type]  # nothing is hashed
        assert [str(row.amount) for row in facts.contributions(nss, 4)] == shown
        assert [str(row.amount) for row in facts.contributions(nss, 1)] == shown[:1]
