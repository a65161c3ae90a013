"""Every message is counted once, by how it ended; what a worker typed is in no label."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from redis import Redis

from config.tally import KEY, Tally
from models.database import Database
from tests.turns.turn_kit import sms, talking, ussd
from turns.conversation import WAIT
from turns.envelope import Screen
from turns.figures import Figures, Seen


@pytest.fixture
def records(sqlite: str) -> Iterator[Database]:
    opened = Database(sqlite)
    yield opened
    opened.close()


def counts(figures: Figures, name: str) -> dict[tuple[str, ...], float]:
    return {
        tuple(sample.labels.values()): sample.value
        for family in figures.all()
        for sample in family.samples
        if sample.name == name
    }


def test_turns_are_counted_by_where_they_led_how_they_ended_and_how_they_came(records: Database, redis: Redis) -> None:
    figures = Figures(Tally(redis), 0.85)
    talk = talking(records, redis, figures=figures)
    for message in (sms("uno", "m1"), sms("uno", "m1"), ussd("s", "dos"), sms("BREAK", "m2"), sms("LONG", "m3")):
        talk.handle(message)
    assert counts(figures, "micuenta_turns_total") == {
        ("menu", "none", "answered", "sms"): 2,
        ("menu", "none", "answered", "ussd"): 1,
        ("none", "none", "again", "sms"): 1,
        ("none", "none", "apology", "sms"): 1,
    }
    assert counts(figures, "micuenta_turn_seconds_count") == {("sms",): 4, ("ussd",): 1}
    (segments,) = counts(figures, "micuenta_segments_total").values()
    assert segments == 3 + len(range(0, 400, 153))
    assert counts(figures, "micuenta_pesos_total") == {("reply",): pytest.approx(segments * 0.85)}
    assert b"uno" not in b"".join(redis.hgetall(KEY))  # type: ignore[arg-type]  # redis-py's two worlds


def test_what_people_meant_is_counted_by_service(redis: Redis) -> None:
    figures = Figures(Tally(redis), 1)
    screen = Screen("", True, 0)
    figures.turn("sms", Seen(meant=("near", ("savings.start", "credit.start"))), screen, 0.1)
    figures.turn("sms", Seen(meant=("unsure", ())), screen, 0.1)
    assert counts(figures, "micuenta_understood_total") == {
        ("near", "savings.start"): 1,
        ("near", "credit.start"): 1,
        ("unsure", "none"): 1,
    }
    assert counts(figures, "micuenta_segments_total") == {}, "silence costs nothing"


def test_whoever_is_turned_away_is_counted_as_one_who_waits(records: Database, redis: Redis) -> None:
    figures = Figures(Tally(redis), 1)
    screen = talking(records, redis, figures=figures).turn_away(sms("hola", "SM1"))
    assert screen.text.startswith(WAIT.split(".")[0])
    assert counts(figures, "micuenta_turns_total") == {("none", "none", "wait", "sms"): 1}


def test_who_wants_to_hear_nothing_more_is_heard_though_too_many_are_there(records: Database, redis: Redis) -> None:
    figures = Figures(Tally(redis), 1)
    talking(records, redis, figures=figures).turn_away(sms("BAJA", "SM1"))
    assert ("none", "none", "wait", "sms") not in counts(figures, "micuenta_turns_total")
    with records.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal").scalar() == 1
