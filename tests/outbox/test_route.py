"""A provider that fails loses its traffic, and gets it back bit by bit; each change has a reason on record."""

from __future__ import annotations

from collections import Counter

import pytest

from models.breaker import STEP_SECONDS, TRIP_AT
from models.tables.outbox import QUEUED, SENT, URGENT
from sms.providers.base import Outgoing, Rejected, Unsure
from tests.outbox.world import Obedient, World


@pytest.fixture
def two(small: World) -> World:
    small.second = Obedient(name="second")
    small.route = small.routed(small.provider, small.second)
    return small


def shares(world: World) -> Counter[str]:
    chosen = (world.route.choose() for _ in range(400))
    return Counter(provider.name for provider in chosen if provider)


def test_the_preferred_provider_gets_everything_while_it_works(two: World) -> None:
    two.route.report("demo", 100, ["timeout"] * 3)
    assert shares(two) == {"demo": 400}


def test_failures_beyond_half_of_the_calls_move_the_traffic_with_the_reason(two: World) -> None:
    two.route.report("demo", 5, ["timeout"] * (TRIP_AT - 1) + ["provider_error"])
    assert shares(two) == {"second": 400}
    assert two.shifts == [("demo", 0, "provider_error")]


def test_it_comes_back_gradually(two: World) -> None:
    two.route.report("demo", 0, ["timeout"] * TRIP_AT)
    given = []
    for _ in range(4):
        given.append(shares(two)["demo"])
        two.pass_time(seconds=STEP_SECONDS)
    assert given[0] == 0
    assert 0 < given[1] < given[2] < 400 == given[3]
    assert two.shifts[-1] == ("demo", 100, "recovered")


def test_failing_again_on_the_way_back_starts_over(two: World) -> None:
    two.route.report("demo", 0, ["timeout"] * TRIP_AT)
    two.pass_time(seconds=2 * STEP_SECONDS)
    two.route.report("demo", 0, ["timeout"] * TRIP_AT)
    assert shares(two)["demo"] == 0


def test_errors_older_than_the_window_count_no_more(two: World) -> None:
    two.route.report("demo", 0, ["timeout"] * (TRIP_AT - 1))
    two.pass_time(seconds=180)
    two.route.report("demo", 0, ["timeout"])
    assert shares(two) == {"demo": 400}


def test_a_rest_is_short_and_no_trip(two: World) -> None:
    two.route.rest("demo", 0.05)
    assert shares(two) == {"second": 400}
    two.redis.delete("route:rest:demo")
    two.pass_time(seconds=1)
    assert shares(two) == {"demo": 400}
    assert two.shifts == []


def test_messages_go_through_the_second_while_the_first_is_down(two: World) -> None:
    two.provider.answer = lambda _: Rejected("unreachable")
    owed = [two.owe(lane=URGENT, recipient=f"+5255{i:08d}") for i in range(30)]
    for _ in range(12):
        two.sender(URGENT).drain()
        two.pass_time(seconds=3)
    assert {two.row(message).status for message in owed} == {SENT}
    assert {got.id for got in two.second.got} <= set(owed)
    assert two.shifts[0] == ("demo", 0, "unreachable")


def test_nothing_goes_through_a_second_provider_while_the_first_may_have_it(two: World) -> None:
    """A call in doubt belongs to the provider that was called, whatever the route is now."""
    two.provider.answer = lambda _: Unsure("timeout")
    for i in range(TRIP_AT):
        two.owe(lane=URGENT, recipient=f"+5255{i:08d}")
    two.sender(URGENT).drain()
    assert shares(two)["demo"] == 0
    two.pass_time(minutes=1)
    two.sender(URGENT).drain()
    assert two.second.got == []


def test_without_any_provider_messages_wait(small: World) -> None:
    calls: list[Outgoing] = []
    small.route.report("demo", 0, ["timeout"] * TRIP_AT)
    message = small.owe()
    assert small.sender().drain() == 0
    assert calls == []
    assert small.row(message).status == QUEUED
