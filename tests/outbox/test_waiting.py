"""What waits is told in segments and seconds, and whether notices will be out before the night."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest

from models.notices.pauses import pause
from models.tables.outbox import URGENT
from notices.zones import ZONES, nights
from sms.outbox.waiting import Pace, backlog
from tests.outbox.world import CENTRAL, World

SPAN = time(20), time(9)


def told(world: World, night: float = 3600.0) -> dict[tuple[str, ...], float]:
    pace = Pace(10, lambda: {"demo": 25}, lambda _: {CENTRAL: night, "Cancun": 1800.0})
    return {
        (sample.name.removeprefix("micuenta_"), *sample.labels.values()): sample.value
        for family in backlog(world.redis, world.database.connect, world.clock, pace)
        for sample in family.samples
    }


def test_what_is_due_is_told_by_channel_lane_and_zone(small: World) -> None:
    small.owe(lane=URGENT)
    small.pass_time(seconds=40)
    small.owe("x" * 200, zone=CENTRAL)
    small.owe(zone=CENTRAL, not_before=datetime(2027, 1, 1, tzinfo=UTC))
    small.pass_time(seconds=2)
    found = told(small)
    assert found["outbox_rows", "sms", "bulk", "queued"] == 2
    assert found["due_segments", "sms", "bulk", CENTRAL] == 2
    assert found["due_age_seconds", "sms", "urgent"] == pytest.approx(42)
    assert found["due_age_seconds", "sms", "bulk"] == pytest.approx(2)
    assert found["provider_share", "demo"] == 25
    assert found["rate_segments",] == 10
    assert found["hints", "urgent"] == 0
    assert found["quiet_in_seconds", CENTRAL] == 3600
    assert found["missed_rows", CENTRAL] == 0


def test_notices_that_are_left_when_the_night_begins_are_missed_but_not_old(small: World) -> None:
    small.owe(zone=CENTRAL)
    small.owe(zone="Cancun")
    small.pass_time(seconds=60)
    small.owe(zone=CENTRAL)
    found = told(small, night=-30.0)
    assert found["missed_rows", CENTRAL] == 1
    assert found["missed_rows", "Cancun"] == 0
    assert found["quiet_in_seconds", CENTRAL] == 0
    assert found["due_age_seconds", "sms", "bulk"] == pytest.approx(60), "of those that are awake"


def test_what_is_paused_is_not_due(small: World) -> None:
    small.owe(zone=CENTRAL)
    small.owe(lane=URGENT)
    with small.database.transaction() as connection:
        pause(connection, "contribution", "a try", small.now)
    assert {lane for name, _, lane, *_ in [(*key, "", "") for key in told(small)] if name == "due_segments"} == {
        "urgent"
    }


@pytest.mark.parametrize(
    ("local", "span", "hours"),
    [
        ("19:00", SPAN, 1),
        ("20:00", SPAN, 0),
        ("02:00", SPAN, -6),
        ("09:00", SPAN, 11),
        ("13:30", (time(13), time(15)), -0.5),
    ],
)
def test_nights_are_told_in_each_zones_own_time(local: str, span: tuple[time, time], hours: float) -> None:
    hour, minute = map(int, local.split(":"))
    now = datetime(2026, 11, 23, hour, minute, tzinfo=UTC).timestamp() + 6 * 3600
    assert nights(datetime.fromtimestamp(now, UTC), span)[CENTRAL] == hours * 3600
    assert set(nights(datetime.fromtimestamp(now, UTC), span)) == set(ZONES)
    assert nights(datetime.fromtimestamp(now, UTC), (time(9), time(9))) == {}
