"""Help that a worker has or is owed: told to whom it is for, in its time, with what the file says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.notices.helped import measured
from models.tables.institution import BenefitRow, CreditRow, PrequalificationRow, SavingsRow
from notices.kinds import KINDS
from tests.notices.world import TODAY, Institution

CREDIT = "1234567890"
BORN = date(1957, 10, 1)


def days(ago: int) -> date:
    return TODAY - timedelta(days=ago)


def give(house: Institution, kind: str, **more: Any) -> None:
    given = {"folio": "B1", "credit_number": CREDIT, "kind": kind, "state": "", "on": days(20)}
    house.add(BenefitRow, **(given | more))


def told(house: Institution, kind: str) -> str:
    """What one notice says, without its end."""
    texts = house.tell(kind)
    return texts[0].split(" ¿Dudas?")[0] if texts else ""


def test_a_restructured_credit(small: Institution) -> None:
    small.credit(small.worker())
    give(small, "reestructura", before=Decimal("800000.00"), after=Decimal("350000.00"))
    assert told(small, "restructured") == (
        "Tu crédito ..7890 bajó de $800,000.00 a $350,000.00 el 3 nov 2026, sin costo. Más: BENEFICIOS."
    )


@pytest.mark.parametrize(("today", "planned"), [(9, 0), (10, 1)])
def test_half_off_is_told_from_the_tenth_with_its_line(small: Institution, today: int, planned: int) -> None:
    small.credit(small.worker())
    give(small, "liquidacion_mitad", amount=Decimal("90000.00"), on=date(2026, 12, 1), until=date(2026, 12, 31))
    small.clock.move(timedelta(days=(date(2026, 12, today) - TODAY).days))
    assert small.plan("half_off")["half_off"] == planned
    if planned:
        assert told(small, "half_off") == (
            "Liquida tu crédito ..7890 con $90,000.00 exactos hasta el 31 dic 2026. Línea 1234 5678 9048 3532 47."
        )


@pytest.mark.parametrize(("overdue", "planned"), [("0.00", 0), ("3200.50", 1), ("6401.00", 0)])
def test_the_fund_is_told_at_the_first_missed_payment(small: Institution, overdue: str, planned: int) -> None:
    small.credit(small.worker(), overdue=Decimal(overdue), state="vencido")
    give(small, "fondo_pagos", amount=Decimal("320.05"), until=TODAY)
    assert small.plan("fund")["fund"] == planned


def test_the_fund_names_the_workers_part(small: Institution) -> None:
    small.credit(small.worker(), overdue=Decimal("3200.50"))
    give(small, "fondo_pagos", amount=Decimal("320.05"), until=days(-7))
    assert told(small, "fund") == (
        "Se atrasó tu crédito ..7890. El Fondo te ayuda: paga solo $320.05 hasta el 30 nov 2026 con PAGO."
    )


@pytest.mark.parametrize(
    ("months", "says"),
    [
        (7, "¿Sin trabajo? En tu crédito ..7890 te quedan 7 meses de prórroga; si pagas tú, se acaba. BENEFICIOS."),
        (None, "¿Sin trabajo? Tu crédito ..7890 puede tener prórroga, gratis. Pregunta ya con ASESOR."),
    ],
)
def test_two_bimestres_without_contribution(small: Institution, months: int | None, says: str) -> None:
    _jobless(small)
    if months:
        give(small, "prorroga", months_left=months)
    assert told(small, "no_work") == says


def test_one_bimestre_without_contribution_is_not_taken_for_a_lost_job(house: Institution) -> None:
    _jobless(house)
    house.contribution(f"{1:011d}", "F9", period="2026-4", paid_on=days(70))
    assert house.plan("no_work") == {}


def test_who_has_the_extension_by_now_is_not_told(house: Institution) -> None:
    _jobless(house)
    assert house.plan("no_work") == {"no_work": 1}
    house.change(CreditRow, state="prorroga")
    assert house.tell("no_work") == []


def _jobless(house: Institution) -> None:
    nss = house.worker()
    house.credit(nss)
    house.contribution(nss, "F1", period="2026-3", paid_on=days(140))
    for period in ("2026-4", "2026-5"):
        house.contribution("99999999999", f"X{period}", period=period)
    house.calendar("2026-5", days(12))


def test_a_credit_paid_off_of_late_is_told_once(house: Institution) -> None:
    house.credit(house.worker(), state="liquidado")
    assert house.plan("paid_off") == {}
    house.movement("M1", on=days(10))
    assert house.plan("paid_off") == {"paid_off": 1}
    assert house.plan("paid_off") == {}


def test_an_overpayment_is_followed_until_it_was_given_back(small: Institution) -> None:
    small.credit(small.worker(), state="liquidado")
    give(small, "saldo_a_favor", amount=Decimal("4200.00"), state="POR PEDIR", on=days(0))
    seen = []
    for _ in range(6):
        seen.append(small.plan("refund")["refund"])
        small.clock.move(timedelta(days=30))
    assert sum(seen) == 3
    small.change(BenefitRow, state="PAGADO", on=days(-180))
    assert small.plan("refund") == {}


@pytest.mark.parametrize("until", [None, days(-180)])
def test_the_letter_is_told_at_its_issue_and_twice_before_it_lapses(small: Institution, until: date | None) -> None:
    small.credit(small.worker(), state="liquidado")
    give(small, "carta_cancelacion", until=until, on=TODAY, state="EMITIDA")
    seen = []
    for _ in range(20):
        seen.append(small.plan("letter")["letter"])
        small.clock.move(timedelta(days=10))
    assert [10 * at for at, count in enumerate(seen) if count] == [0, 120, 170]


def test_a_letter_that_the_notary_has_is_no_news(small: Institution) -> None:
    small.credit(small.worker(), state="liquidado")
    give(small, "carta_cancelacion", on=TODAY, state="ENTREGADA AL NOTARIO")
    assert small.plan("letter") == {}


def test_a_discount_after_a_suspension_is_told_and_so_is_their_end(house: Institution) -> None:
    house.credit(house.worker())
    house.order(f"{1:011d}", "suspension", on=days(95))
    assert house.plan("discount_still", "discount_ended") == {}
    _discount(house, "M1", 40)
    assert house.plan("discount_still") == {}
    _discount(house, "M2", 20)
    assert house.plan("discount_still", "discount_ended") == {"discount_still": 1}
    house.clock.move(timedelta(days=50))
    house.change(CreditRow, as_of=days(-50))
    assert house.plan("discount_still", "discount_ended") == {"discount_ended": 1}


@pytest.mark.parametrize(("today", "planned"), [(date(2026, 12, 31), 1), (date(2027, 1, 1), 0)])
def test_a_file_of_the_end_of_a_month_is_fresh_to_the_end_of_the_next(
    small: Institution, today: date, planned: int
) -> None:
    small.credit(small.worker(), as_of=date(2026, 11, 30))
    small.order(f"{1:011d}", "suspension", on=days(130))
    small.clock.move(today - TODAY)
    assert small.plan("discount_ended")["discount_ended"] == planned


def test_a_discount_that_is_still_made_says_how_much(small: Institution) -> None:
    small.credit(small.worker())
    small.order(f"{1:011d}", "suspension", on=days(100))
    _discount(small, "M1", 20)
    assert told(small, "discount_still") == (
        "Todavía te descuentan del crédito ..7890: $1,600.25 el 3 nov 2026. Manda ASESOR y ten tu recibo."
    )


def _discount(house: Institution, folio: str, ago: int) -> None:
    house.movement(folio, on=days(ago), concept="DESCUENTO NÓMINA")


def test_before_70_those_are_told_whose_savings_wait(small: Institution) -> None:
    for number, pot in ((1, "85731.40"), (2, "0.00")):
        nss = small.worker(number, birth_date=BORN)
        pots = {"fund_72_92": Decimal(0), "housing_92": Decimal(0), "housing_97": Decimal(pot)}
        small.add(SavingsRow, nss=nss, as_of=TODAY, **pots)
    seen = []
    for _ in range(12):
        seen.append(small.plan("before_70")["before_70"])
        small.clock.move(timedelta(days=30))
    assert sum(seen) == 2
    assert len(small.notices()) == 2


def test_an_offer_goes_only_to_who_asked_for_offers(small: Institution) -> None:
    for number, topics in ((1, 7), (2, 15)):
        nss = small.worker(number, sms_topics=topics)
        small.add(
            PrequalificationRow,
            nss=nss,
            points=100,
            points_needed=100,
            max_amount=Decimal("163030.00"),
            as_of=TODAY,
            monthly_discount=Decimal(1),
            rate=Decimal(10),
            verdict="si",
            product="MEJORAVIT",
        )
    (text,) = small.tell("offer")
    assert text.startswith("Infonavit dice que te alcanza: MEJORAVIT, hasta $163,030.00.")


def test_a_share_is_held_out_and_compared(house: Institution) -> None:
    for number in range(1, 41):
        credit = f"{number:010d}"
        house.credit(house.worker(number * 1000), credit, state="liquidado" if number > 20 else "vigente")
        give(house, "liquidacion_mitad", folio=f"B{number}", credit_number=credit, amount=Decimal(1), until=TODAY)
    assert house.plan("half_off", held_out=50) == {"half_off": 20}
    assert house.plan("half_off", held_out=50) == {}
    sides = {notice.status: 0 for notice in house.notices()}
    assert set(sides) == {"planned", "held_out"}
    house.clock.move(timedelta(minutes=10))
    house.preparer.fill()
    house.change(CreditRow, state="liquidado")
    with house.database.connect() as connection:
        (found,) = measured(connection, [KINDS["half_off"]], house.clock.now())
    assert (found.kind, found.told.of + found.held.of) == ("half_off", 20)
    assert (found.told.share, found.held.share) == (1.0, 1.0)


def test_what_asks_is_held_back_from_nobody(small: Institution) -> None:
    for number in range(1, 41):
        small.order(small.worker(number), folio=f"A{number}", credit_number=f"{number:010d}")
    assert small.plan("new_order", held_out=50) == {"new_order": 40}
    assert {notice.status for notice in small.notices()} == {"planned"}
