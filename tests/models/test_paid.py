"""A payment that `movimientos` shows marks the reference it was made with, once, and no other."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import text

from flows.records.effects import ActivateAccount, GiveReference
from models.notices.audience import Scope
from models.notices.paid import mark_paid
from models.tables.institution import MovementRow
from tests.models.conftest import Office

CREDIT = "1234567890"


def _give(office: Office, pesos: str) -> None:
    expires = office.now.date() + timedelta(days=15)
    office.do(GiveReference(CREDIT, "otro", "1" * 18, Decimal(pesos), expires))


def _pay(office: Office, folio: str, pesos: str, on: date) -> None:
    amount = -Decimal(pesos)
    office.add(
        MovementRow(folio=folio, credit_number=CREDIT, on=on, concept="PAGO", amount=amount, balance=Decimal("1.00"))
    )


def _paid(office: Office) -> list[tuple[int, str | None]]:
    with office.database.transaction() as connection:
        mark_paid(Scope(connection, 0, 100, office.now, office.now.date()))
        rows = connection.execute(text("SELECT centavos, paid_on FROM payment_reference ORDER BY centavos")).all()
    return [(centavos, str(day) if day else None) for centavos, day in rows]


def test_a_reference_is_paid_by_its_amount_from_the_day_it_was_given(office: Office) -> None:
    """Not by what was paid before it, nor by another amount; the first payment counts."""
    office.open_account()
    office.do(ActivateAccount())
    today = office.now.date()
    _give(office, "1500.00")
    _give(office, "2000.00")
    _pay(office, "P1", "1500.00", today - timedelta(days=1))
    _pay(office, "P2", "1500.01", today)
    assert _paid(office) == [(150_000, None), (200_000, None)]
    assert office.facts().reference(CREDIT, "otro", Decimal("1500.00"))

    _pay(office, "P3", "1500.00", today + timedelta(days=2))
    _pay(office, "P4", "1500.00", today + timedelta(days=3))
    day = str(today + timedelta(days=2))

    assert _paid(office) == [(150_000, day), (200_000, None)]
    assert _paid(office) == [(150_000, day), (200_000, None)]
    assert office.facts().reference(CREDIT, "otro", Decimal("1500.00")) is None
    given = office.facts().given(CREDIT)
    assert given
    assert (given.amount, given.given_on) == (Decimal("2000.00"), today)
