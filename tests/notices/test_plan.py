"""Each thing worth telling is planned once, for whoever wants to hear it, however often and wherever it is planned."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from models.notices import plan as notice_plan
from models.tables.notices import NoticeContribution
from tests.notices.world import TODAY, Institution

SAVINGS, CREDIT, APPLICATION = 1, 2, 4


def test_planning_twice_adds_nothing(house: Institution) -> None:
    house.contribution(house.worker())
    assert house.plan() == {"contribution": 1}
    assert house.plan() == {}
    assert len(house.notices()) == 1


def test_planning_on_two_machines_at_once_adds_nothing(house: Institution) -> None:
    for number in range(1, 201):
        nss = house.worker(number)
        house.contribution(nss, f"F{number}")
        house.contribution(nss, f"G{number}")
    counts: list[Counter[str]] = []
    planners = [threading.Thread(target=lambda: counts.append(house.plan())) for _ in range(3)]
    for planner in planners:
        planner.start()
    for planner in planners:
        planner.join()
    assert sum(count["contribution"] for count in counts) == len(house.notices()) == 200
    assert len(house.rows(NoticeContribution)) == 400


def test_several_contributions_of_one_import_are_one_notice_and_a_later_one_another(house: Institution) -> None:
    nss = house.worker()
    house.contribution(nss, "F1")
    house.contribution(nss, "F2", period="2026-4")
    assert house.plan() == {"contribution": 1}
    house.contribution(nss, "F0")
    assert house.plan() == {"contribution": 1}
    assert [notice.subject for notice in house.notices()] == ["F1", "F0"]


@pytest.mark.parametrize(
    "account",
    [
        {"status": "pending"},
        {"sms_alerts": False},
        {"sms_alerts": False, "email_alerts": True},
        {"sms_topics": CREDIT | APPLICATION},
        {"sms_topics": CREDIT, "email_topics": SAVINGS},
        {"sms_alerts": False, "email_alerts": True, "email": "ana@example.mx", "email_topics": CREDIT},
    ],
)
def test_nobody_is_told_who_did_not_ask(house: Institution, account: dict[str, Any]) -> None:
    house.contribution(house.worker(**account))
    assert house.plan() == {}


@pytest.mark.parametrize(
    ("topics", "kinds"),
    [
        (SAVINGS, {"contribution"}),
        (CREDIT, {"payment_due", "order"}),
        (APPLICATION, {"application"}),
        (SAVINGS | APPLICATION, {"contribution", "application"}),
    ],
)
def test_each_is_told_of_the_topics_chosen(house: Institution, topics: int, kinds: set[str]) -> None:
    nss = house.worker(sms_topics=topics)
    house.contribution(nss)
    house.credit(nss, regime="REA", due_on=TODAY + timedelta(days=3))
    house.order(nss)
    house.application(nss)
    assert set(house.plan()) == kinds


def test_an_opted_out_line_is_not_planned_for_and_hears_later_news_after_opting_in(house: Institution) -> None:
    house.contribution(house.worker())
    house.opt_out("+525500000001")
    assert house.plan() == {}


def test_old_contributions_are_no_news(house: Institution) -> None:
    house.contribution(house.worker(), paid_on=TODAY - timedelta(days=76))
    assert house.plan() == {}


def test_a_missing_contribution_is_told_some_days_after_the_calendars_date(house: Institution) -> None:
    nss = house.worker(1)
    house.contribution(nss, "F1", period="2026-4", paid_on=date(2026, 9, 10))
    house.worker(2)  # has no employer: nothing is missing
    house.contribution("99999999999", "F2", period="2026-5")  # somebody's contribution: the file has come
    house.calendar("2026-5", TODAY - timedelta(days=9))
    assert house.plan("missing") == {}
    house.clock.move(timedelta(days=1))
    assert house.plan("missing") == {"missing": 1}
    assert house.plan("missing") == {}


def test_no_contribution_is_missed_before_its_file_has_come(house: Institution) -> None:
    house.contribution(house.worker(1), "F1", period="2026-4", paid_on=date(2026, 9, 10))
    house.calendar("2026-5", TODAY - timedelta(days=12))
    assert house.plan("missing") == {}


def test_who_got_the_contribution_is_not_told_that_it_is_missing(house: Institution) -> None:
    nss = house.worker(1)
    house.contribution(nss, "F1", period="2026-4", paid_on=date(2026, 9, 10))
    house.contribution(nss, "F2", period="2026-5")
    house.calendar("2026-5", TODAY - timedelta(days=12))
    assert house.plan("missing") == {}


@pytest.mark.parametrize(
    ("credit", "planned"),
    [
        ({"regime": "REA"}, 1),
        ({"regime": "ROA"}, 0),
        ({"regime": "ROA", "state": "vencido"}, 1),
        ({"regime": "REA", "state": "liquidado"}, 0),
        ({"regime": "REA", "due_on": TODAY + timedelta(days=6)}, 0),
        ({"regime": "REA", "due_on": TODAY - timedelta(days=1)}, 0),
        ({"regime": "REA", "due_on": None}, 0),
    ],
)
def test_a_payment_is_announced_to_who_pays_it_himself(
    house: Institution, credit: dict[str, Any], planned: int
) -> None:
    house.credit(house.worker(), **credit)
    assert house.plan()["payment_due"] == planned


def test_payments_of_one_day_are_one_notice(house: Institution) -> None:
    house.credit(house.worker())
    house.movement("M1")
    house.movement("M2")
    house.movement("M3", on=TODAY - timedelta(days=2))
    house.movement("M4", amount="12.00")
    assert house.plan() == {"payment_received": 2}


def test_each_order_and_each_stage_of_an_application_is_told(house: Institution) -> None:
    nss = house.worker()
    house.order(nss)
    house.application(nss, "inscripcion")
    assert house.plan() == {"order": 1, "application": 1}


def test_a_registration_left_open_for_a_day_is_reminded_once(house: Institution) -> None:
    house.worker(status="pending", sms_alerts=False, created_at=house.clock.now() - timedelta(hours=23))
    assert house.plan() == {}
    house.clock.move(timedelta(hours=2))
    assert house.plan() == {"activation": 1}
    house.clock.move(timedelta(hours=12))
    assert house.plan() == {}


def test_a_dry_run_counts_and_keeps_nothing(house: Institution) -> None:
    house.contribution(house.worker())
    assert house.plan(dry=True) == {"contribution": 1}
    assert house.notices() == []
    assert house.plan() == {"contribution": 1}


def test_ranges_of_accounts_are_planned_one_by_one_and_spread_in_time(
    house: Institution, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_plan, "RANGE", 3)
    for number in range(1, 11):
        house.contribution(house.worker(number), f"F{number}")
    assert house.plan() == {"contribution": 10}
    due = [notice.due_at for notice in house.notices()]
    assert [later - due[0] for later in due] == [6 * place for place in range(10)]


@pytest.mark.parametrize(
    ("area", "zone"),
    [
        ("55", "Mexico_City"),
        ("998", "Cancun"),
        ("664", "Tijuana"),
        ("656", "Ciudad_Juarez"),
        ("614", "Mexico_City"),
        ("669", "Mazatlan"),
    ],
)
def test_the_zone_follows_from_the_area_code(house: Institution, area: str, zone: str) -> None:
    house.contribution(house.worker(area=area))
    house.plan()
    assert [notice.zone for notice in house.notices()] == [zone]
