"""A connection with answers still to come: none is ever taken for another's, and what failed unseen is mended."""

from __future__ import annotations

import pytest
from redis import Redis
from redis.commands.core import Script
from redis.exceptions import ResponseError

from turns.wire import Wire


@pytest.fixture
def put(redis: Redis) -> Script:
    return redis.register_script("return redis.call('SET', KEYS[1], ARGV[1])")


@pytest.fixture
def get(redis: Redis) -> Script:
    return redis.register_script("return redis.call('GET', KEYS[1])")


@pytest.fixture
def wire(redis: Redis, put: Script, get: Script) -> Wire:
    return Wire(redis, (put, get))


def test_what_was_told_is_there_for_whoever_asks_next_on_any_connection(
    wire: Wire, redis: Redis, put: Script, get: Script
) -> None:
    wire.tell(put, ("a",), ("1",))
    assert redis.get("a") == b"1"
    assert wire.ask(get, ("a",), ()) == b"1"


def test_each_answer_is_the_one_to_what_was_asked_however_much_was_told_before(
    wire: Wire, put: Script, get: Script
) -> None:
    for number in range(5):
        wire.tell(put, (f"k{number}",), (str(number),))
    assert [wire.ask(get, (f"k{number}",), ()) for number in range(5)] == [b"0", b"1", b"2", b"3", b"4"]


def test_what_redis_refused_unseen_is_told_again_when_something_is_asked(
    wire: Wire, redis: Redis, put: Script, get: Script
) -> None:
    redis.script_flush()
    wire.tell(put, ("a",), ("1",))
    assert redis.get("a") is None
    assert wire.ask(get, ("b",), ()) is None
    assert redis.get("a") == b"1"


def test_a_connection_that_broke_with_an_answer_to_come_is_replaced_and_the_rest_done(
    wire: Wire, redis: Redis, put: Script, get: Script
) -> None:
    wire.tell(put, ("a",), ("1",))
    redis.delete("a")
    redis.client_kill_filter(_type="normal", skipme=True)
    assert wire.ask(get, ("a",), ()) == b"1"
    wire.tell(put, ("a",), ("2",))
    redis.client_kill_filter(_type="normal", skipme=True)
    wire.tell(put, ("b",), ("3",))
    assert wire.ask(get, ("a",), ()) == b"2"
    assert wire.ask(get, ("b",), ()) == b"3"


def test_a_refusal_that_stays_is_whose_call_it_was(
    wire: Wire, redis: Redis, get: Script, caplog: pytest.LogCaptureFixture
) -> None:
    redis.lpush("list", "x")
    wire.tell(get, ("list",), ())
    assert wire.ask(get, ("a",), ()) is None
    assert "turn not kept: ResponseError" in caplog.text
    with pytest.raises(ResponseError):
        wire.ask(get, ("list",), ())
    assert wire.ask(get, ("a",), ()) is None


def test_what_is_under_way_may_be_asked_for_in_any_order(wire: Wire, put: Script, get: Script) -> None:
    wire.tell(put, ("a",), ("1",))
    first, second, third = (wire.send(get, (key,), ()) for key in "abc")
    assert [wire.answer(each) for each in (second, first, third, second)] == [None, b"1", None, None]


def test_what_was_under_way_on_a_connection_that_broke_is_asked_anew(
    wire: Wire, redis: Redis, put: Script, get: Script
) -> None:
    wire.tell(put, ("a",), ("1",))
    early = wire.send(get, ("a",), ())
    wire.flush()
    redis.client_kill_filter(_type="normal", skipme=True)
    assert wire.ask(get, ("b",), ()) is None
    redis.set("a", "2")
    assert wire.answer(early) == b"2"


def test_what_is_told_together_goes_out_at_the_end_or_before_an_answer(
    wire: Wire, redis: Redis, put: Script, get: Script
) -> None:
    with wire.gathering():
        wire.tell(put, ("a",), ("1",))
        assert redis.get("a") is None
        assert wire.ask(get, ("a",), ()) == b"1"
        wire.tell(put, ("a",), ("2",))
    assert redis.get("a") == b"2"
