"""A message is claimed once, sent once, and ends where its answer says."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
from redis import Redis
from sqlalchemy import Connection

from config.vault import Vault
from models.outbox.owing import HOURLY_LIMIT
from models.outbox.watch import end_queued, withdraw
from models.tables.outbox import BULK, EXPIRED, FAILED, QUEUED, SENDING, SENT, URGENT
from sms.outbox.rate import Rate
from sms.providers.base import Accepted, Outgoing, Rejected, Unsure
from tests.outbox.world import World


def test_a_due_message_reaches_the_provider_once_and_is_recorded(outbox: World) -> None:
    message = outbox.owe("Depósito: año 2026")
    assert outbox.sender().drain() == 1
    assert [(got.id, got.text) for got in outbox.provider.got] == [(message, "Deposito: año 2026")]
    row = outbox.row(message)
    assert (row.status, row.provider, row.provider_ref, row.attempts) == (SENT, "demo", f"SM{message}", 1)
    assert outbox.sender().drain() == 0


def test_text_rests_sealed(outbox: World) -> None:
    row = outbox.row(outbox.owe("Tu código es 482913", lane=URGENT))
    assert b"482913" not in row.body
    assert outbox.vault.open(row.body).decode() == "Tu código es 482913"


def test_two_senders_share_the_queue_without_meeting(outbox: World) -> None:
    owed = {outbox.owe(f"n {i}", recipient=f"+5255{i:08d}") for i in range(120)}
    senders = [outbox.sender(owner=f"s{i}") for i in range(3)]
    threads = [threading.Thread(target=sender.drain) for sender in senders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(got.id for got in outbox.provider.got) == sorted(owed)
    assert {row.status for row in outbox.rows()} == {SENT}


@pytest.mark.parametrize(
    ("outcome", "status", "reason"),
    [
        (Accepted("SM1"), SENT, None),
        (Rejected("opted_out"), FAILED, "opted_out"),
        (Rejected("landline"), FAILED, "landline"),
        (Rejected("too_long"), FAILED, "too_long"),
        (Rejected("unreachable"), QUEUED, "unreachable"),
        (Rejected("throttled"), QUEUED, "throttled"),
        (Unsure("timeout"), SENDING, "timeout"),
    ],
)
def test_every_answer_has_its_end(small: World, outcome: Any, status: str, reason: str | None) -> None:
    small.provider.answer = lambda _: outcome
    message = small.owe()
    small.sender().drain()
    row = small.row(message)
    assert (row.status, row.reason) == (status, reason)
    assert (row.final_at is not None) == (status == FAILED)


def test_a_retry_waits_longer_each_time_and_ends_with_the_messages_use(small: World) -> None:
    small.provider.answer = lambda _: Rejected("unreachable")
    message = small.owe()
    waits = []
    for _ in range(6):
        small.sender().drain()
        waits.append((small.row(message).not_before - small.now).total_seconds())
        small.now = small.row(message).not_before
    assert all(later > sooner for sooner, later in pairwise(waits))
    small.pass_time(days=2)
    with small.database.transaction() as connection:
        assert len(end_queued(connection, EXPIRED, None, small.now)) == 1
    row = small.row(message)
    assert (row.status, row.reason) == (EXPIRED, "unreachable")


def test_a_provider_that_breaks_leaves_the_message_in_doubt_not_lost(small: World) -> None:
    def broken(_: Outgoing) -> Accepted:
        raise RuntimeError("a defect")

    small.provider.answer = broken
    message = small.owe()
    small.sender().drain()
    assert small.row(message).status == SENDING


def test_codes_keep_no_quiet_hours_and_notices_do(outbox: World) -> None:
    code, notice = outbox.owe(lane=URGENT), outbox.owe(zone="Tijuana")
    outbox.sender(URGENT).drain()
    outbox.sender(BULK).drain()
    assert (outbox.row(code).status, outbox.row(notice).status) == (SENT, QUEUED)
    outbox.sender(BULK, awake=lambda _: ("Tijuana",)).drain()
    assert outbox.row(notice).status == SENT


def test_a_number_found_dead_gets_no_further_notices_but_its_codes_are_tried(outbox: World) -> None:
    outbox.provider.answer = lambda _: Rejected("landline")
    outbox.owe()
    outbox.sender().drain()
    outbox.provider.answer = None
    notice, code = outbox.owe(), outbox.owe(lane=URGENT)
    outbox.sender().drain()
    outbox.sender(URGENT).drain()
    assert (outbox.row(notice).status, outbox.row(code).status) == (QUEUED, SENT)
    with outbox.database.transaction() as connection:
        assert len(end_queued(connection, FAILED, "opted_out", outbox.now)) == 1
    assert outbox.row(notice).status == FAILED


def test_an_opt_out_ends_what_is_queued_in_its_own_transaction(outbox: World) -> None:
    notice, code = outbox.owe(), outbox.owe(lane=URGENT)
    with outbox.database.transaction() as connection:
        assert withdraw(connection, "+525512345678", outbox.now) == 1
    assert (outbox.row(notice).status, outbox.row(notice).reason) == (FAILED, "opted_out")
    assert outbox.row(code).status == QUEUED


def test_messages_going_in_circles_stop_at_the_hourly_limit(small: World) -> None:
    owed = [small.owe(lane=URGENT) for _ in range(HOURLY_LIMIT + 1)]
    assert (small.row(owed[-2]).status, small.row(owed[-1]).status) == (QUEUED, FAILED)
    assert small.row(owed[-1]).reason == "recipient_limit"
    small.pass_time(hours=1, seconds=1)
    assert small.row(small.owe(lane=URGENT)).status == QUEUED


def test_a_long_message_waits_for_all_its_segments_and_nothing_overtakes_it(small: World) -> None:
    long = small.owe("x" * 400)
    small.pass_time(seconds=1)
    short = small.owe(recipient="+525512345679")
    rate = Rate(small.redis, "sms", 4, BULK)
    rate.take(0, 0, finished=[(token, time.monotonic()) for token in rate.take(2).tokens])
    small.sender(BULK, rate=4).drain()
    assert [got.id for got in small.provider.got] == [long, short]


def test_the_window_counts_segments(small: World) -> None:
    assert small.row(small.owe("x" * 160)).segments == 1
    assert small.row(small.owe("x" * 161)).segments == 2
    assert small.row(small.owe("x" * 307)).segments == 3
    assert small.row(small.owe("…" + "x" * 158)).segments == 2  # it leaves as three dots


def test_a_call_that_would_begin_late_in_its_lease_is_not_made(small: World) -> None:
    """A claim whose transaction hung: by the time the call ended, somebody else could be looking the message up."""

    @contextmanager
    def slow() -> Iterator[Connection]:
        with small.database.transaction() as connection:
            yield connection
        time.sleep(0.3)

    message = small.owe()
    small.sender(transaction=slow, deadline=0.2).drain()
    row = small.row(message)
    assert (small.provider.got, row.status, row.reason) == ([], QUEUED, "stale")


def test_told_to_stop_it_finishes_its_calls_and_leaves_the_rest_queued(small: World) -> None:
    for i in range(100):
        small.owe(recipient=f"+5255{i:08d}")
    sender = small.sender(rate=1000)
    sender.drain(stop=lambda: len(small.provider.got) >= 20)
    statuses = [row.status for row in small.rows()]
    assert SENDING not in statuses
    assert 20 <= statuses.count(SENT) < 100


def test_redis_away_holds_messages_and_lets_them_go_when_it_is_back(small: World, redis: Redis) -> None:
    """The limit must hold, so nothing is sent without it."""
    message = small.owe()
    broken = Redis(unix_socket_path="/nonexistent")
    sender = small.sender(rate=10)
    good, sender.rate = sender.rate, Rate(broken, "sms", 10, BULK)

    def repair() -> bool:
        if small.now and not small.provider.got:
            sender.rate = good
        return False

    assert sender.drain(repair) == 1
    assert small.row(message).status == SENT


def test_a_message_under_a_key_that_is_gone_waits_until_it_is_back(small: World) -> None:
    former, small.vault = small.vault, Vault("a new key")
    message = small.owe()
    small.change(message, body=former.seal(b"Hola"))
    small.sender().drain()
    assert (small.row(message).status, small.row(message).reason, small.shifts) == (QUEUED, "unreadable", [])
    small.pass_time(minutes=6)
    small.vault = Vault("a new key", ["a secret key of the tests"])
    small.sender().drain()
    assert (small.row(message).status, small.provider.got[0].text) == (SENT, "Hola")
