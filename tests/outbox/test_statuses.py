"""Receipts move a message forward only, whatever their order, and however often they come."""

from __future__ import annotations

import itertools

import pytest

from models.outbox.claims import claim
from models.tables.outbox import BULK, DELIVERED, EXPIRED, FAILED, QUEUED, SENDING, SENT
from sms.outbox.status import Receipts, record
from sms.outbox.statuses import SUCCESSORS, from_kannel, from_twilio
from sms.providers.base import Outcome, Outgoing, Receipt
from tests.outbox.world import World

STATUSES = (QUEUED, SENDING, SENT, DELIVERED, FAILED, EXPIRED)


@pytest.mark.parametrize(("before", "after"), list(itertools.product(STATUSES, (SENT, DELIVERED, FAILED))))
def test_only_the_allowed_successors_are_taken(small: World, before: str, after: str) -> None:
    message = small.owe()
    small.change(message, status=before)
    with small.database.transaction() as connection:
        moved = record(connection, message, after, "SM1", "handset_off" if after == FAILED else None, small.now)
    assert bool(moved) == (after in SUCCESSORS[before])
    assert small.row(message).status == (after if moved else before)


@pytest.mark.parametrize("order", list(itertools.permutations(["queued", "sent", "delivered", "delivered"])))
def test_any_order_of_callbacks_ends_delivered(small: World, order: tuple[str, ...]) -> None:
    message = small.owe()
    small.change(message, status=SENDING)
    receipts = Receipts(small.database.transaction, small.clock)
    for status in order:
        receipts.twilio({"id": message, "MessageStatus": status, "MessageSid": "SM1"})
    row = small.row(message)
    assert (row.status, row.provider_ref, row.final_at) == (DELIVERED, "SM1", small.now)


def test_a_receipt_before_the_senders_own_record_stands(outbox: World) -> None:
    receipts = Receipts(outbox.database.transaction, outbox.clock)

    sending = outbox.provider.send

    def send(message: Outgoing) -> Outcome:
        receipts.twilio({"id": message.id, "MessageStatus": "delivered", "MessageSid": "SM7"})
        return sending(message)

    message = outbox.owe()
    outbox.provider.send = send
    outbox.sender().drain()
    assert (outbox.row(message).status, outbox.row(message).provider_ref) == (DELIVERED, "SM7")


def test_a_receipt_settles_an_uncertain_call_before_anybody_asks(small: World) -> None:
    message = small.owe()
    with small.database.transaction() as connection:
        claim(
            connection,
            owner="dead",
            channel="sms",
            lane=BULK,
            provider="demo",
            now=small.now,
            lease=small.now - small.now,
            segments=1,
            awake=(),
        )
    Receipts(small.database.transaction, small.clock).twilio(
        {"id": message, "MessageStatus": "sent", "MessageSid": "SM1"}
    )
    small.pass_time(minutes=1)
    assert small.reconciler().uncertain() == 0
    assert small.row(message).status == SENT


def test_a_failure_by_receipt_says_why_and_remembers_a_dead_number(small: World) -> None:
    message = small.owe()
    small.change(message, status=SENT)
    failed = {"id": message, "MessageStatus": "undelivered", "MessageSid": "SM1", "ErrorCode": "30006"}
    Receipts(small.database.transaction, small.clock).twilio(failed)
    assert (small.row(message).status, small.row(message).reason) == (FAILED, "landline")
    later = small.owe()
    small.sender().drain()
    assert small.row(later).status == QUEUED


@pytest.mark.parametrize("form", [{}, {"id": "nobody", "MessageStatus": "sent"}, {"id": "x", "MessageStatus": "odd"}])
def test_unknown_messages_and_words_are_passed_over(small: World, form: dict[str, str]) -> None:
    message = small.owe()
    Receipts(small.database.transaction, small.clock).twilio(form)
    assert small.row(message).status == QUEUED


@pytest.mark.parametrize(
    ("status", "code", "receipt"),
    [
        ("queued", "", Receipt(SENT)),
        ("sent", "30008", Receipt(SENT)),
        ("read", "", Receipt(DELIVERED)),
        ("failed", "30003", Receipt(FAILED, "handset_off")),
        ("undelivered", "99999", Receipt(FAILED, "unknown")),
        ("undelivered", "", Receipt(FAILED, "unknown")),
        ("received", "", None),
    ],
)
def test_twilios_words(status: str, code: str, receipt: Receipt | None) -> None:
    """A code counts only with a failure: Twilio leaves old ones on later statuses."""
    assert from_twilio(status, code) == receipt


@pytest.mark.parametrize(
    ("kind", "status"), [("1", DELIVERED), ("2", FAILED), ("4", SENT), ("8", SENT), ("16", FAILED), ("99", None)]
)
def test_kannels_numbers(kind: str, status: str | None) -> None:
    receipt = from_kannel(kind)
    assert (receipt.status if receipt else None) == status
