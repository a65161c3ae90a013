"""What is kept of a USSD session between two requests."""

from __future__ import annotations

import pytest
from redis import Redis

from config.vault import Vault
from sms.gateways.ussd_hops import SessionRecord
from sms.gateways.ussd_sessions import Sessions

LINE = "+525512345678"
FIRST = SessionRecord("s1", "1.0", 1, "", 1)
SECOND = SessionRecord("s1", "1.0", 2, "482913", 2)


@pytest.fixture
def sessions(redis: Redis, vault: Vault) -> Sessions:
    return Sessions(redis, vault)


def test_a_record_comes_back_as_it_was_kept(sessions: Sessions) -> None:
    assert sessions.read(LINE) == (None, b"")
    sessions.write(LINE, SECOND, b"")
    assert sessions.read(LINE)[0] == SECOND


def test_the_slower_copy_of_a_request_does_not_put_the_session_back(sessions: Sessions) -> None:
    sessions.write(LINE, FIRST, b"")
    _, seen = sessions.read(LINE)
    sessions.write(LINE, SECOND, seen)
    sessions.write(LINE, FIRST, b"")
    assert sessions.read(LINE)[0] == SECOND


def test_only_the_session_that_ended_is_forgotten(sessions: Sessions) -> None:
    sessions.write(LINE, FIRST, b"")
    sessions.forget(LINE, "s0")
    assert sessions.read(LINE)[0] == FIRST
    sessions.forget(LINE, "s1")
    assert sessions.read(LINE) == (None, b"")


def test_what_was_sealed_with_another_key_is_replaced(sessions: Sessions, redis: Redis) -> None:
    sessions.write(LINE, FIRST, b"")
    key = next(iter(redis.scan_iter("*:ussd")))
    redis.set(key, b"sealed by nobody we know")
    record, seen = sessions.read(LINE)
    assert record is None
    sessions.write(LINE, SECOND, seen)
    assert sessions.read(LINE)[0] == SECOND


def test_a_request_is_named_by_its_phone_and_shows_nothing_of_it(sessions: Sessions) -> None:
    name = sessions.mark(LINE, SECOND)
    assert name != sessions.mark("+528112345678", SECOND)
    assert "482913" not in name
    assert "5512345678" not in name
