"""Nothing is sent again before the provider has said that it never got it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from config.vault import Vault
from models.tables.outbox import DELIVERED, EXPIRED, FAILED, QUEUED, SENDING, SENT
from sms.outbox.reconcile import Reconciler
from sms.providers.base import Absent, Accepted, Doubt, Finding, NoList, Receipt, Unsure
from tests.outbox.world import World


def in_doubt(world: World, **more: str) -> str:
    """A message whose sender died in the call, its lease over."""
    message = world.owe(**more)
    world.change(
        message,
        status=SENDING,
        owner="dead",
        provider="demo",
        attempts=1,
        reason="timeout",
        claimed_at=world.now,
        lease_until=world.now - timedelta(seconds=1),
    )
    return message


@pytest.mark.parametrize(
    ("finding", "status", "reason"),
    [
        (Accepted("SM9"), SENT, None),
        (Absent(), QUEUED, "crashed"),
        (Unsure("unreachable"), SENDING, "timeout"),
        (NoList(), SENDING, "timeout"),
    ],
)
def test_what_the_provider_says_decides(outbox: World, finding: Finding, status: str, reason: str | None) -> None:
    message = in_doubt(outbox)
    outbox.provider.finding = finding
    assert outbox.reconciler().uncertain() == 1
    assert (outbox.row(message).status, outbox.row(message).reason) == (status, reason)
    assert outbox.reconciler().uncertain() == 0, "it is looked at again only after a while"


def test_a_looker_that_dies_delays_its_batch_for_a_minute_only(small: World) -> None:
    message = in_doubt(small)
    with pytest.MonkeyPatch.context() as dying:
        dying.setattr(Reconciler, "_settlement", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            small.reconciler().uncertain()
    assert small.reconciler().uncertain() == 0
    small.pass_time(seconds=60)
    assert small.reconciler().uncertain() == 1
    assert small.row(message).status == QUEUED


def test_one_that_cannot_be_looked_up_keeps_no_other_from_it(outbox: World) -> None:
    lost, found = in_doubt(outbox), in_doubt(outbox)
    outbox.change(lost, body=Vault("a key that is gone").seal(b"Hola"))
    outbox.provider.finding = Accepted("SM9")
    assert outbox.reconciler().uncertain() == 2
    assert [(row.status, row.reason) for row in map(outbox.row, (lost, found))] == [
        (SENDING, "unreadable"),
        (SENT, None),
    ]
    outbox.pass_time(hours=73)
    outbox.reconciler().uncertain()
    assert (outbox.row(lost).status, outbox.row(lost).reason) == (FAILED, "uncertain")


def test_a_provider_that_breaks_on_one_keeps_no_other_from_it(small: World) -> None:
    def find(doubt: Doubt) -> Finding:
        if doubt.recipient == "+525500000001":
            raise KeyError("sid")
        return Accepted("SM9")

    broken, found = in_doubt(small, recipient="+525500000001"), in_doubt(small)
    small.provider.find = find
    small.reconciler().uncertain()
    assert [small.row(each).status for each in (broken, found)] == [SENDING, SENT]


def test_a_message_in_its_lease_is_left_alone(small: World) -> None:
    message = in_doubt(small)
    small.change(message, lease_until=small.now + timedelta(seconds=1))
    assert small.reconciler().uncertain() == 0


def test_the_provider_is_asked_by_recipient_text_and_time_and_told_what_is_known(small: World) -> None:
    known = small.owe()
    small.change(known, status=SENT, provider_ref="SM1")
    in_doubt(small, text="Aportación K7M2Q9")
    small.reconciler().uncertain()
    (doubt,) = small.provider.doubts
    assert (doubt.recipient, doubt.text, doubt.since) == ("+525512345678", "Aportacion K7M2Q9", small.now)
    assert doubt.taken == {"SM1"}


def test_two_equal_texts_in_doubt_never_share_one_reference(small: World) -> None:
    first, second = in_doubt(small), in_doubt(small)
    small.provider.find = lambda doubt: Accepted("SM1") if "SM1" not in doubt.taken else Absent()
    small.reconciler().uncertain()
    assert {small.row(first).status, small.row(second).status} == {SENT, QUEUED}


def test_an_sms_without_a_list_is_never_sent_again_and_ends_uncertain(small: World) -> None:
    message = in_doubt(small)
    small.provider.finding = NoList()
    for _ in range(70):
        small.reconciler().uncertain()
        small.pass_time(seconds=16)
    assert (small.row(message).status, small.row(message).reason) == (FAILED, "uncertain")


def test_a_mail_without_a_list_goes_again_under_the_same_message_id(small: World) -> None:
    message = in_doubt(small, channel="email", recipient="ana@example.mx", subject="Aviso")
    small.provider.finding = NoList()
    small.reconciler().uncertain()
    assert small.row(message).status == QUEUED


def test_a_provider_no_longer_in_the_settings_cannot_be_asked(small: World) -> None:
    message = in_doubt(small)
    small.change(message, provider="gone")
    small.reconciler().uncertain()
    assert small.row(message).status == SENDING


@pytest.mark.parametrize(
    ("receipt", "hours", "status", "reason"),
    [
        (Receipt(DELIVERED), 2, DELIVERED, None),
        (Receipt(FAILED, "handset_off"), 2, FAILED, "handset_off"),
        (Receipt(SENT), 2, SENT, None),
        (None, 2, SENT, None),
        (None, 73, EXPIRED, "no_receipt"),
    ],
)
def test_a_receipt_that_does_not_come_is_asked_for(
    outbox: World, receipt: Receipt | None, hours: int, status: str, reason: str | None
) -> None:
    message = outbox.owe()
    outbox.sender().drain()
    outbox.provider.receipt = receipt
    assert outbox.reconciler().receipts() == 0
    outbox.pass_time(hours=hours)
    outbox.reconciler().receipts()
    assert (outbox.row(message).status, outbox.row(message).reason) == (status, reason)
    assert outbox.reconciler().receipts() == 0, "asked for, or given up"
