"""Every age and stage of what is told unasked is a setting: the day before it nothing is told, on the day it is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from config.settings import Settings
from flows.records.ages import Ages
from models.tables.institution import BenefitRow, ProcedureRow, SavingsRow
from tests.notices.world import TODAY, Institution
from turns.parts import ages

CREDIT = "1234567890"
Given = Callable[[Institution, int], None]


def _ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def _benefit(kind: str, **more: Any) -> Given:
    """A benefit of a credit, so many days old."""

    def give(house: Institution, days: int) -> None:
        house.credit(house.worker(), state="liquidado" if kind != "reestructura" else "vigente")
        given = {"folio": "B1", "credit_number": CREDIT, "kind": kind, "state": "", "on": _ago(days)}
        house.add(BenefitRow, **(given | more))

    return give


def _half_off(house: Institution, days: int) -> None:
    del days
    house.credit(house.worker())
    given = {"folio": "B1", "credit_number": CREDIT, "kind": "liquidacion_mitad", "state": ""}
    house.add(BenefitRow, **given, amount=Decimal(9), on=TODAY.replace(day=1), until=_ago(-7))


def _payment(house: Institution, days: int) -> None:
    house.credit(house.worker(), due_on=_ago(-days), regime="REA")


def _missing(house: Institution, days: int) -> None:
    house.contribution(house.worker(), "F1", period="2026-4")
    house.contribution("99999999999", "X", period="2026-5")
    house.calendar("2026-5", _ago(days))


def _jobless(house: Institution, bimestres: int) -> None:
    """None for so many, and one before."""
    nss = house.worker()
    house.credit(nss)
    house.contribution(nss, "F1", period=f"2026-{5 - bimestres}")
    house.contribution("99999999999", "X", period="2026-5")
    house.calendar("2026-5", _ago(12))


def _birthday(house: Institution, days: int) -> None:
    """Savings of somebody who turns 65 in so many days."""
    born = _ago(-days)
    nss = house.worker(birth_date=born.replace(year=born.year - 65))
    house.add(SavingsRow, nss=nss, as_of=TODAY, fund_72_92=Decimal(0), housing_92=Decimal(0), housing_97=Decimal(1))


def _suspended(house: Institution, days: int) -> None:
    house.credit(house.worker())
    house.order(f"{1:011d}", "suspension", on=_ago(days))


def _still(house: Institution, days: int) -> None:
    _suspended(house, days)
    house.movement("M1", on=_ago(5), concept="DESCUENTO NOMINA")


def _file(house: Institution, days: int) -> None:
    house.credit(house.worker(), as_of=_ago(days))
    house.order(f"{1:011d}", "suspension", on=_ago(130))


def _application(house: Institution, days: int) -> None:
    house.application(house.worker(), "inscripcion", on=_ago(days))


def _order(house: Institution, days: int) -> None:
    house.order(house.worker(), on=_ago(days))


def _procedure(house: Institution, days: int) -> None:
    house.add(ProcedureRow, folio="T1", nss=house.worker(), kind="CORRECCION", state="RECIBIDO", on=_ago(days))


@pytest.mark.parametrize(
    ("kind", "given", "changed", "told", "silent"),
    [
        ("no_work", _jobless, {"no_work": 3}, 3, 2),
        ("missing", _missing, {"missing": 20}, 20, 19),
        ("payment_due", _payment, {"due": 9}, 9, 10),
        ("before_70", _birthday, {"last_age": 65, "last_age_left": (200,)}, 200, 201),
        ("before_70", _birthday, {"last_age": 65, "last_age_left": (200, 180)}, 181, 202),
        ("letter", _benefit("carta_cancelacion"), {"letter": 30, "letter_left": ()}, 29, 30),
        ("refund", _benefit("saldo_a_favor", amount=Decimal(9)), {"refund": (80,)}, 80, 79),
        ("refund", _benefit("saldo_a_favor", amount=Decimal(9)), {"refund": (80,)}, 110, 111),
        ("refund", _benefit("saldo_a_favor", amount=Decimal(9)), {"refund": (10,)}, 9, 41),
        ("discount_still", _still, {"discount": 20}, 50, 49),
        ("discount_ended", _suspended, {"discount": 20}, 40, 39),
        ("discount_ended", _file, {"fresh": 50}, 50, 51),
        ("restructured", _benefit("reestructura"), {"recent": 90}, 90, 91),
        ("paid_off", _benefit("saldo_a_favor"), {"recent": 90}, 90, 91),
        ("new_application", _application, {"asked": 5}, 5, 6),
        ("new_order", _order, {"asked": 5}, 5, 6),
        ("data_change", _procedure, {"asked": 5}, 5, 6),
    ],
)
@pytest.mark.parametrize("due", [True, False])
def test_it_is_told_at_its_age_and_not_a_day_before_or_after(
    small: Institution, kind: str, given: Given, changed: dict[str, Any], told: int, silent: int, due: bool
) -> None:
    given(small, told if due else silent)
    assert small.plan(kind, ages=Ages(**changed))[kind] == (1 if due else 0)


@pytest.mark.parametrize(("day", "planned"), [(TODAY.day, 1), (TODAY.day + 1, 0)])
def test_half_off_is_told_from_the_day_that_is_set(small: Institution, day: int, planned: int) -> None:
    _half_off(small, 0)
    assert small.plan("half_off", ages=Ages(half_off=day))["half_off"] == planned


@pytest.mark.parametrize(
    ("kind", "given", "stages", "days"),
    [
        ("refund", _benefit("saldo_a_favor", amount=Decimal(9)), Ages(refund=(10, 20)), [0, 10, 20]),
        ("letter", _benefit("carta_cancelacion"), Ages(letter=30, letter_left=(20, 7)), [0, 10, 23]),
    ],
)
def test_stages_that_are_near_each_other_are_told_one_at_a_time(
    small: Institution, kind: str, given: Given, stages: Ages, days: list[int]
) -> None:
    given(small, 0)
    seen = []
    for _ in range(31):
        seen.append(small.plan(kind, ages=stages)[kind])
        small.clock.move(timedelta(days=1))
    assert [day for day, count in enumerate(seen) if count] == days


def test_every_age_is_a_setting_with_the_same_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ages(Settings(env="test")) == Ages()
    monkeypatch.setenv("MICUENTA_ALERT_LAST_AGE_LEFT", "30, 400,30")
    monkeypatch.setenv("MICUENTA_ALERT_REFUND", "90,45")
    monkeypatch.setenv("MICUENTA_ALERT_HALF_OFF", "12")
    assert ages(Settings(env="test")) == Ages(last_age_left=(400, 30), refund=(45, 90), half_off=12)
