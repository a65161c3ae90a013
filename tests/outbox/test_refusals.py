"""An opt-out holds for what is queued already, whoever it came from, and is written down."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from models.columns import table
from models.tables.accounts import AccountRow, Consent, TalkingLine
from models.tables.outbox import FAILED, QUEUED, SENT, URGENT
from sms.providers.base import Rejected
from tests.outbox.world import World

PHONE = "+525512345678"


def account(world: World, **more: Any) -> int:
    given = {
        "id": 1,
        "nss": "00000000001",
        "line": PHONE,
        "status": "active",
        "first_name": "Ana",
        "nip_hash": "x",
        "language": "es",
        "email": "ana@example.mx",
        "sms_alerts": True,
        "email_alerts": True,
        "created_at": world.now,
    }
    with world.database.transaction() as connection:
        connection.execute(insert(AccountRow).values(**(given | more)))
    return 1


@pytest.mark.parametrize(
    ("change", "sms", "email"),
    [
        ({}, SENT, SENT),
        ({"sms_alerts": False}, QUEUED, SENT),
        ({"email_alerts": False}, SENT, QUEUED),
        ({"sms_topics": 2 | 4}, QUEUED, SENT),
        ({"sms_topics": 1, "email_topics": 4}, SENT, QUEUED),
        ({"line": "+525599999999"}, QUEUED, SENT),
        ({"email": "eva@example.mx"}, SENT, QUEUED),
        ({"email": None}, SENT, QUEUED),
    ],
)
def test_consent_is_what_it_is_when_the_message_is_claimed(
    outbox: World, change: dict[str, Any], sms: str, email: str
) -> None:
    by_sms = outbox.owe(account_id=1)
    by_mail = outbox.owe(account_id=1, channel="email", recipient="ana@example.mx", subject="x")
    account(outbox, **change)
    outbox.sender().drain()
    outbox.sender(channel="email").drain()
    assert (outbox.row(by_sms).status, outbox.row(by_mail).status) == (sms, email)


def test_an_opted_out_line_gets_notices_by_no_channel_but_its_codes(outbox: World) -> None:
    account(outbox)
    by_sms, code = outbox.owe(account_id=1), outbox.owe(account_id=1, lane=URGENT)
    by_mail = outbox.owe(account_id=1, channel="email", recipient="ana@example.mx", subject="x")
    with outbox.database.transaction() as connection:
        connection.execute(insert(TalkingLine).values(number=PHONE, opted_out_at=outbox.now, mismatches=0))
    for sender in (outbox.sender(), outbox.sender(channel="email"), outbox.sender(URGENT)):
        sender.drain()
    assert [outbox.row(message).status for message in (by_sms, by_mail, code)] == [QUEUED, QUEUED, SENT]


def test_the_reminder_to_activate_needs_no_consent(small: World) -> None:
    account(small, sms_alerts=False, status="pending")
    reminder, notice = small.owe(account_id=1, kind="notice.activation", topics=0), small.owe(account_id=1)
    small.sender().drain()
    assert (small.row(reminder).status, small.row(notice).status) == (SENT, QUEUED)


@pytest.mark.parametrize("known", [True, False])
def test_an_opt_out_at_the_provider_is_one_here_with_a_ledger_row(outbox: World, known: bool) -> None:
    if known:
        with outbox.database.transaction() as connection:
            connection.execute(insert(TalkingLine).values(number=PHONE, mismatches=0))
    outbox.provider.answer = lambda _: Rejected("opted_out")
    first, second = outbox.owe(), outbox.owe(text="Otro")
    outbox.sender().drain()
    with outbox.database.connect() as connection:
        entries = connection.execute(select(table(Consent))).all()
    assert [(entry.line, entry.kind, entry.given, entry.version) for entry in entries] == [
        (PHONE, "messages", False, "provider: 21610")
    ]
    assert {outbox.row(first).status, outbox.row(second).status} == {FAILED}
    outbox.provider.answer = None
    third = outbox.owe()
    outbox.pass_time(minutes=1)
    outbox.sender().drain()
    assert outbox.row(third).status == QUEUED
    assert outbox.row(third).expires_at == outbox.now - timedelta(minutes=1) + timedelta(hours=24)
