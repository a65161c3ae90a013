"""What is past its time goes, what is not stays, in steps that may be stopped anywhere; and it is written down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Boolean, Date, Integer, LargeBinary, func, insert, select

from config.settings import Settings
from flows.turn.turn import INSTITUTION_TIME
from models.columns import table
from models.database import Database
from models.keeping.purge import LEAST, MOST, Forgotten, count, done_on, purge
from models.keeping.rule import Past, Rule
from models.keeping.rules import RULES
from models.tables import accounts, cases, metadata
from models.tables.journal import JournalEntry
from models.tables.keeping import Purged
from models.tables.moments import Moment
from models.tables.notices import NoticeContribution
from models.tables.outbox import OutboundMessage
from tests.conftest import NOW

DAYS = Settings(env="test").keeping
PURGED = [rule for rule in RULES if rule.past is not None]
JOURNAL = next(rule for rule in RULES if rule.name == "journal")
FILLED: dict[str, Any] = {
    "status": "pending",
    "kind": "code",
    "closed_at": NOW - timedelta(days=4000),
}
"""What makes a row one that rules look at."""
OWNERS = {"one_time_code": accounts.AccountRow, "case_note": cases.CaseRow, "rights_request": cases.CaseRow}
"""Rows that must be there before one of these."""


@pytest.fixture
def kept(database: str) -> Iterator[Database]:
    opened = Database(database)
    yield opened
    opened.close()


def row(past: Past, number: int, moment: object) -> dict[str, Any]:
    """A row of the rule's table with this moment; whatever else must be there is made up."""
    made: dict[str, Any] = {}
    for column in past.table.columns:
        if isinstance(column.type, LargeBinary):
            made[column.name] = b"x"
        elif column.name in FILLED:
            made[column.name] = FILLED[column.name]
        elif column.nullable or column.autoincrement is True:
            continue
        elif isinstance(column.type, Moment):
            made[column.name] = NOW
        elif isinstance(column.type, Date):
            made[column.name] = NOW.date()
        elif isinstance(column.type, Boolean):
            made[column.name] = False
        elif isinstance(column.type, Integer):
            made[column.name] = number
        else:
            made[column.name] = f"{number}"
    return made | {past.moment.name: moment}


def add(database: Database, past: Past, rows: list[dict[str, Any]]) -> None:
    with database.transaction() as connection:
        if owner := OWNERS.get(past.table.name):
            _owner(connection, owner, rows)
        connection.execute(insert(past.table), rows)


def _owner(connection: Any, owner: Any, rows: list[dict[str, Any]]) -> None:
    named = {"account": ("account_id", "id"), "agent_case": ("folio", "folio")}[owner.__tablename__]
    place = Past(table(owner), (), table(owner).c[named[1]], table(owner).c[named[1]])
    for each in {each[named[0]]: each for each in rows}.values():
        connection.execute(insert(table(owner)), [row(place, int(each[named[0]]), each[named[0]])])


@pytest.mark.parametrize("rule", PURGED, ids=lambda rule: rule.name)
def test_what_is_past_its_time_goes_and_what_is_not_stays(kept: Database, rule: Rule) -> None:
    past = rule.past
    assert past is not None
    before = NOW - rule.kept_for(DAYS)
    moments = [past.limit(before - timedelta(days=1)), past.limit(before + timedelta(days=1))]
    add(kept, past, [row(past, number, moment) for number, moment in enumerate(moments, 1)])

    with kept.connect() as connection:
        assert count(connection, rule, DAYS, NOW) == 1
    assert sum(step.rows for step in purge(kept, [rule], DAYS, NOW, lambda _: None)) == 1

    with kept.connect() as connection:
        left = connection.execute(select(past.table).order_by(past.moment)).mappings().all()
        assert count(connection, rule, DAYS, NOW) == 0
    if past.change:
        assert len(left) == 2
        assert {name: left[0][name] for name in past.change} == past.change
        assert all(left[1][name] for name in past.change if left[1][name] is not None)
    else:
        assert [each[past.moment.name] for each in left] == [moments[1]]


def test_a_purge_that_is_stopped_anywhere_goes_on_where_it_was(kept: Database) -> None:
    _turns(kept, 3 * LEAST)
    for _ in range(2):
        next(purge(kept, [JOURNAL], DAYS, NOW, lambda _: None))
    assert _left(kept) == LEAST
    with kept.connect() as connection:
        assert done_on(connection, _day()) == frozenset()
    gone = list(purge(kept, [JOURNAL], DAYS, NOW, lambda _: None))
    assert _left(kept) == 0
    assert all(step.rows <= MOST for step in gone)
    with kept.connect() as connection:
        assert done_on(connection, _day()) == {"journal"}
        written = connection.execute(select(table(Purged).c["kind", "day", "rows"])).all()
    assert written == [("journal", _day(), 3 * LEAST)]


def test_a_step_is_bounded_and_rests_as_long_as_it_took(kept: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    _turns(kept, 3 * LEAST)
    moments = iter(float(number) for number in range(10_000))
    monkeypatch.setattr("models.keeping.purge.time.perf_counter", lambda: next(moments))
    rests: list[float] = []
    gone = list(purge(kept, [JOURNAL], DAYS, NOW, rests.append))
    assert [step.rows for step in gone] == [LEAST, LEAST, LEAST], "no fewer, however slow"
    assert set(rests) == {2.0}


def test_a_wiped_text_that_was_committed_late_is_found_the_next_time(kept: Database) -> None:
    rule = next(rule for rule in RULES if rule.name == "code texts")
    assert rule.past
    early, late = NOW - timedelta(minutes=30), NOW - timedelta(hours=2)
    list(purge(kept, [rule], DAYS, NOW, lambda _: None))
    add(kept, rule.past, [row(rule.past, 1, early), row(rule.past, 2, late)])
    gone: list[Forgotten] = list(purge(kept, [rule], DAYS, NOW, lambda _: None))
    assert sum(step.rows for step in gone) == 1, "what ended within the hour; the rest was looked at before"
    with kept.connect() as connection:
        assert connection.execute(select(func.count()).select_from(table(OutboundMessage))).scalar_one() == 2


def test_what_a_notice_told_of_goes_with_it(kept: Database) -> None:
    rule = next(rule for rule in RULES if rule.name == "notices")
    assert rule.past
    told = table(NoticeContribution)
    old, new = (int((NOW - timedelta(days=days)).timestamp()) for days in (1000, 1))
    add(kept, rule.past, [row(rule.past, 1, old) | {"id": 1}, row(rule.past, 2, new) | {"id": 2}])
    with kept.transaction() as connection:
        connection.execute(insert(told), [{"folio": f"F{number}", "notice_id": number} for number in (1, 2)])
    list(purge(kept, [rule], DAYS, NOW, lambda _: None))
    with kept.connect() as connection:
        assert connection.execute(select(told.c.folio)).scalars().all() == ["F2"]


def test_the_audit_trail_is_no_rules_to_delete() -> None:
    purged = {rule.past.table.name for rule in PURGED if rule.past and not rule.past.change}
    assert not purged & {"consent", "purged", "line"}


def test_every_table_is_told_of() -> None:
    """A table added without saying how long its rows are kept is found here."""
    said = " ".join(rule.where for rule in RULES)
    institution = {model.__tablename__ for model in _institution()}
    operators = {"notice_pause", "provider_shift"}
    assert {name for name in metadata.tables if f"`{name}" not in said} - institution - operators == set()


def _institution() -> list[Any]:
    from models.tables import institution

    return [each for each in vars(institution).values() if hasattr(each, "__tablename__")]


def _turns(database: Database, many: int) -> None:
    assert JOURNAL.past
    at = NOW - timedelta(days=DAYS["keep_journal_days"] + 1)
    add(
        database,
        JOURNAL.past,
        [row(JOURNAL.past, number, at - timedelta(seconds=many - number)) for number in range(many)],
    )


def _left(database: Database) -> int:
    with database.connect() as connection:
        return connection.execute(select(func.count()).select_from(table(JournalEntry))).scalar_one()


def _day() -> date:
    return NOW.astimezone(INSTITUTION_TIME).date()
