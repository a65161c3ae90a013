"""A notice that cannot be written is set aside with its reason; the others go on. So with a kind, and with planning."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from flows.saying.text import MAIL, REGISTRY, T
from models.notices import control
from models.tables.notices import ASIDE, PLANNED, QUEUED
from notices.kinds import KINDS
from notices.kinds.kind import Kind
from notices.planning import plan_notices
from tests.notices.world import Institution

ORDER: Kind[Any] = KINDS["order"]


def _half_added(connection: Any, *_: Any) -> Any:
    return connection.execute(text("SELECT * FROM a_table_nobody_made")).all()


def _raise(*_: Any) -> str:
    raise KeyError("99999999999")


STRANGE = T("{nobody_either}", MAIL)
del REGISTRY[STRANGE]  # nobody has to translate it
FAULTS: dict[str, dict[str, Kind[Any]]] = {
    "the kind is unknown": {name: kind for name, kind in KINDS.items() if name != "order"},
    "its facts cannot be read": KINDS | {"order": replace(ORDER, facts=_half_added)},
    "its facts raise": KINDS | {"order": replace(ORDER, facts=_raise)},
    "its sentence raises": KINDS | {"order": replace(ORDER, say=_raise)},
    "its sentence has a value nobody gives": KINDS
    | {"order": replace(ORDER, say=lambda _, voice: voice.say("{nobody}"))},
    "its subject has": KINDS | {"order": replace(ORDER, subject=STRANGE)},
}


@pytest.fixture
def told(house: Institution, caplog: pytest.LogCaptureFixture) -> Callable[..., None]:
    """Two workers, an order and a contribution each, planned; prepared with the kinds given."""

    def tell(**kinds: Any) -> None:
        for number in (1, 2):
            nss = house.worker(number, email_alerts=True, email=f"a{number}@example.mx")
            house.order(nss, folio=f"A{number}")
            house.contribution(nss, f"F{number}")
        house.plan()
        house.clock.move(timedelta(minutes=5))
        house.preparer = replace(house.preparer, **kinds)
        with caplog.at_level(logging.ERROR):
            house.preparer.fill()

    return tell


@pytest.mark.parametrize("fault", FAULTS)
def test_a_kind_that_cannot_be_written_stops_no_other(
    fault: str, house: Institution, told: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    told(kinds=FAULTS[fault])
    orders = [notice for notice in house.notices() if notice.kind == "order"]
    assert {notice.status for notice in orders} == {ASIDE}
    assert all(notice.reason and "99999999999" not in notice.reason for notice in orders), "no data in a reason"
    assert {notice.status for notice in house.notices() if notice.kind == "contribution"} == {QUEUED}
    assert {message.kind for message in house.messages()} == {"notice.contribution"}
    assert "micuenta notices again" in caplog.text
    assert "99999999999" not in caplog.text


def test_one_notice_the_database_refuses_is_set_aside_alone(house: Institution, told: Callable[..., None]) -> None:
    house.owe(dedupe_key="notice:1:sms")
    told()
    assert [notice.id for notice in house.notices() if notice.status == ASIDE] == [1]
    assert len([notice for notice in house.notices() if notice.status == QUEUED]) == 3


def test_what_was_set_aside_is_written_again_once_it_is_mended(house: Institution, told: Callable[..., None]) -> None:
    told(kinds=FAULTS["its sentence raises"])
    with house.database.transaction() as connection:
        (count,) = [count for count in control.planned(connection, house.clock.now()) if count.cause == "unwritten"]
        assert (count.kind, count.rows, count.code.split(" at ")[0]) == ("order", 2, "KeyError")
        assert control.again(connection, "contribution") == 0
        assert control.again(connection, "order") == 2
    assert {notice.status for notice in house.notices() if notice.kind == "order"} == {PLANNED}
    house.preparer = replace(house.preparer, kinds=KINDS)
    house.preparer.fill()
    assert {notice.status for notice in house.notices()} == {QUEUED}


@pytest.mark.parametrize("part", ["whom", "keep"])
def test_a_kind_that_cannot_be_planned_stops_no_other(part: str, house: Institution) -> None:
    nss = house.worker()
    house.order(nss, "suspension")
    house.contribution(nss)
    kinds = (KINDS | {"order": replace(ORDER, **{part: _half_added})}).values()
    *_, last = plan_notices(house.database, house.clock.now(), kinds=kinds)
    assert +last.planned == {"contribution": 1}
    assert "tests/notices/test_aside.py" in last.faults["order"]
    assert [notice.kind for notice in house.notices()] == ["contribution"]
