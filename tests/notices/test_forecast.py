"""What a plan will cost and when it will be over, told before it starts."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import phonenumbers
import pytest
from phonenumbers import timezone

from notices.forecast import forecast
from notices.zones import CENTRAL, CORRECTED, ZONES, awake, is_quiet, zone_of

QUIET = (time(20), time(9))


def at(hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, 23, hour, minute, tzinfo=UTC)


def test_one_segment_each_at_the_lanes_rate() -> None:
    told = forecast({"Mexico_City": 3600}, at(16), 10, 0.85, QUIET)
    assert (told.segments, told.pesos, told.ends) == (3600, pytest.approx(3060), at(16, 10))


def test_it_stops_at_night_and_goes_on_in_the_morning() -> None:
    told = forecast({"Mexico_City": 2 * 36_000}, at(1), 10, 1, QUIET)  # seven in the evening: an hour is left
    assert told.ends == at(16)


def test_a_zone_further_west_is_waited_for() -> None:
    assert forecast({"Tijuana": 10}, at(16), 10, 1, QUIET).ends == at(17, 10)


@pytest.mark.parametrize(("due", "ends"), [(at(18), at(18)), (at(2, 5), at(15, 5)), (at(15), at(16, 10))])
def test_a_plan_that_is_spread_over_hours_ends_when_its_last_notice_is_due(due: datetime, ends: datetime) -> None:
    due += timedelta(days=due.hour < 15)
    ends += timedelta(days=due.day - 23)
    assert forecast({"Mexico_City": 10}, at(16), 10, 1, QUIET, due).ends == ends


def test_what_takes_too_long_has_no_end() -> None:
    assert forecast({"Mexico_City": 10**9}, at(16), 10, 1, QUIET).ends is None
    assert forecast({}, at(16), 10, 1, QUIET).segments == 0


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("+525512345678", "Mexico_City"),
        ("+529981234567", "Cancun"),
        ("+526641234567", "Tijuana"),
        ("+528681234567", "Matamoros"),
        ("+526561234567", "Ciudad_Juarez"),
        ("+526621234567", "Mazatlan"),  # Sonora has the same clock
        ("+523221234567", "Mexico_City"),
        ("+523111234567", "Mazatlan"),
    ],
)
def test_zones_by_area_code(line: str, zone: str) -> None:
    assert zone_of(line) == zone


@pytest.mark.parametrize("month", [1, 7])
def test_every_area_has_the_time_that_phonenumbers_knows_but_for_those_put_right(month: int) -> None:
    moment = at(18, month=month).replace(tzinfo=None)
    put_right = set(" ".join(CORRECTED.values()).split())
    compared = 0
    for code in map(str, range(200, 1000)):
        known = timezone.time_zones_for_number(phonenumbers.parse(f"+52{code}1234567"))
        ours = ZoneInfo(f"America/{zone_of(f'+52{code}')}").utcoffset(moment)
        if len(known) != 1 or not known[0].startswith("America/"):
            assert zone_of(f"+52{code}") == CENTRAL, f"{code} is in no zone, or in several"
        elif code not in put_right:
            compared += 1
            assert ours == ZoneInfo(known[0]).utcoffset(moment), code
    assert compared > 400


def test_nothing_is_put_right_that_the_package_has_right_already() -> None:
    for code in " ".join(CORRECTED.values()).split():
        (known,) = timezone.time_zones_for_number(phonenumbers.parse(f"+52{code}1234567"))
        ours = ZoneInfo(f"America/{zone_of(f'+52{code}')}")
        moments = at(18, month=1).replace(tzinfo=None), at(18, month=7).replace(tzinfo=None)
        assert any(ours.utcoffset(moment) != ZoneInfo(known).utcoffset(moment) for moment in moments), code


@pytest.mark.parametrize(
    ("zone", "moment", "quiet"),
    [
        ("Mexico_City", at(14, 59), True),
        ("Mexico_City", at(15, 0), False),
        ("Mexico_City", at(2, 0), True),
        ("Mexico_City", at(1, 59), False),
        ("Cancun", at(14, 0), False),
        ("Tijuana", at(16, 59), True),
        ("Tijuana", at(16, 0, month=7), False),
        ("Matamoros", at(14, 0, month=7), False),
    ],
)
def test_quiet_hours_over_midnight_and_over_the_borders_summer_time(zone: str, moment: datetime, quiet: bool) -> None:
    assert is_quiet(zone, moment, QUIET) == quiet
    assert (zone in awake(moment, QUIET)) != quiet


def test_a_span_within_a_day() -> None:
    assert is_quiet("Mexico_City", at(20), (time(13), time(16)))
    assert len(awake(at(18), QUIET)) == len(ZONES)
