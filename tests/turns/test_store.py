"""The dialog store over a real Redis: one turn at a time, late saves refused, answers kept."""

from __future__ import annotations

import threading
from typing import cast

import pytest
from redis import Redis

from tests.processes import eventually
from turns.store import KEPT_FOR, BusyError, DialogStore


@pytest.fixture
def store(redis: Redis) -> DialogStore:
    return DialogStore(redis, lease=60)


def test_what_a_turn_leaves_is_there_for_the_next_one(store: DialogStore) -> None:
    first = store.claim("line", "m1")
    assert (first.kept, first.dialog) == (None, None)
    store.save(first, b"one")
    second = store.claim("line", "m2")
    assert (second.kept, second.dialog) == (None, b"one")


def test_a_message_answered_before_gets_what_it_got_then(store: DialogStore) -> None:
    store.save(store.claim("line", "m1"), b"one")
    store.save(store.claim("line", "m2"), b"two")
    assert store.claim("line", "m1").kept == b"one"
    assert store.claim("line", "m2").kept == b"two"


def test_a_repeated_message_does_not_wait_for_the_turn_in_progress(store: DialogStore) -> None:
    store.save(store.claim("line", "m1"), b"one")
    store.claim("line", "m2")
    again = store.claim("line", "m1")
    assert (again.kept, again.waited) == (b"one", 0.0)


def test_turns_of_one_line_follow_one_another_and_lose_nothing(redis: Redis) -> None:
    store = DialogStore(redis, lease=60, patience=60)

    def talk(number: int) -> None:
        claim = store.claim("line", f"m{number}")
        store.save(claim, (claim.dialog or b"") + b"x")

    threads = [threading.Thread(target=talk, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.claim("line", "last").dialog == b"x" * 40


def test_another_line_never_waits(store: DialogStore) -> None:
    store.claim("line", "m1")
    assert store.claim("other", "m1").dialog is None


def test_a_line_whose_turn_does_not_end_is_busy(redis: Redis) -> None:
    store = DialogStore(redis, lease=60, patience=0.1)
    store.claim("line", "m1")
    with pytest.raises(BusyError):
        store.claim("line", "m2")


def test_a_holder_that_died_is_taken_over_and_its_late_save_is_refused(redis: Redis, store: DialogStore) -> None:
    dead = DialogStore(redis, lease=0.1).claim("line", "m1")
    heir = store.claim("line", "m2")
    store.save(dead, b"late")
    store.release(dead)
    store.save(heir, b"right")
    last = store.claim("line", "m3")
    assert last.dialog == b"right"
    store.save(dead, b"later")
    store.release(last)
    assert store.claim("line", "m4").dialog == b"right"


def test_release_lets_the_next_turn_in_and_changes_nothing(store: DialogStore) -> None:
    store.save(store.claim("line", "m1"), b"one")
    store.release(store.claim("line", "m2"))
    again = store.claim("line", "m2")
    assert (again.kept, again.dialog) == (None, b"one")


def test_everything_kept_expires(redis: Redis, store: DialogStore) -> None:
    store.save(store.claim("line", "m1"), b"one")
    keys = list(redis.scan_iter())
    assert len(keys) == 3
    assert all(KEPT_FOR - 60 < redis.ttl(key) <= KEPT_FOR for key in keys)
    store.claim("line", "m2")
    assert 0 < redis.pttl("mc:{line}:lock") <= 60_000


def test_the_scripts_come_back_by_themselves_when_redis_forgot_them(redis: Redis, store: DialogStore) -> None:
    redis.script_flush()
    claim = store.claim("line", "m1")
    redis.script_flush()
    store.save(claim, b"one")


def test_turns_that_are_taken_together_are_as_if_each_came_alone(store: DialogStore, redis: Redis) -> None:
    """Two lines, one of them twice, a message that comes twice, and one that was answered before."""
    store.save(store.claim("a", "m0"), b"before")
    expected = [("a", "m1"), ("b", "m1"), ("a", "m2"), ("b", "m1"), ("a", "m0"), ("gone", "m1")]
    with store.together(expected):
        seen = []
        for line, message in expected[:-1]:
            claim = store.claim(line, message)
            seen.append((claim.kept, claim.dialog))
            if claim.kept is None:
                store.save(claim, f"{line} {message}".encode())
    assert seen == [(None, b"before"), (None, None), (None, b"a m1"), (b"b m1", None), (b"before", None)]
    assert [key for key in redis.scan_iter() if key.endswith(b":lock")] == []
    assert store.claim("a", "m3").dialog == b"a m2"


def test_a_claim_that_waited_for_the_turns_before_it_is_made_sure_of(
    store: DialogStore, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease may be over, and the line another's."""
    moment = [0.0]
    monkeypatch.setattr("turns.store.time.monotonic", lambda: moment[0])
    with store.together([("a", "m1")]):
        redis.delete("mc:{a}:lock")
        DialogStore(redis).save(DialogStore(redis).claim("a", "other"), b"another's")
        moment[0] = 5.0
        assert store.claim("a", "m1").dialog == b"another's"


def test_a_claim_that_is_made_sure_of_counts_once_and_has_its_whole_time_again(
    store: DialogStore, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a slow moment would bring a stranger to the ceiling with half the messages."""
    moment = [0.0]
    monkeypatch.setattr("turns.store.time.monotonic", lambda: moment[0])
    with store.together([("a", "m1")]):
        eventually(lambda: redis.pexpire("mc:{a}:lock", 5000))
        moment[0] = 5.0
        assert store.claim("a", "m1").messages == 1
        assert cast("int", redis.pttl("mc:{a}:lock")) > 5000
