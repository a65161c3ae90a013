"""What providers answer: refusals that are the worker's, and refusals that are the operator's.

Sources: Twilio's error dictionary (docs/api/errors, codes 20404, 21659, 21701, 21703, 21730, 30450); RFC 3463 and the
collected answers of mail hosts at smtp.codes (550 5.7.1 of Spamhaus users, 5.2.1 of AT&T, 5.4.1 of Exchange).
"""

from __future__ import annotations

from smtplib import SMTPRecipientsRefused, SMTPSenderRefused

import pytest
from sqlalchemy import select

from config.clock import Clock
from models.notices.control import messages
from models.tables.outbox import FAILED, QUEUED, DeadNumber
from sms.outbox.errors import counts_against, marks_number, problem
from sms.outbox.route import Route
from sms.outbox.status import Receipts
from sms.outbox.statuses import from_twilio
from sms.providers.base import Rejected
from sms.providers.mail_verdicts import verdict
from tests.outbox.test_email import Mailbox, email, mailbox, notice
from tests.outbox.twilio_server import TwilioServer
from tests.outbox.world import World

__all__ = ["mailbox"]
ANA = "ana@example.mx"


def dead(world: World) -> list[str]:
    with world.database.connect() as connection:
        return list(connection.execute(select(DeadNumber.recipient)).scalars())


def mail_to_ana(world: World, route: Route) -> str:
    """Owe her a mail, and send what is owed."""
    message = world.owe(channel="email", recipient=ANA, subject="Aviso")
    world.sender(channel="email", route=route, threads=1).drain()
    return message


@pytest.mark.parametrize(
    "said",
    [
        "550 5.7.1 Service unavailable; client host [192.0.2.7] blocked using Spamhaus",
        "550 5.7.23 SPF validation failed",
        "550 5.7.26 This mail is unauthenticated (DMARC)",
        "554 5.7.1 <ana@example.mx>: Relay access denied",
        "550 5.7.64 TenantAttribution; Relay Access Denied",
        "550 5.4.1 Recipient address rejected: Access denied",
        "552 5.4.5 Daily sending quota exceeded",
        "550 5.4.5 Daily user sending limit exceeded",
        "553 5.1.8 Sender address rejected: Domain not found",
        "550 5.5.1 Bad sequence",
        "550 5.3.2 System not accepting network messages",
        "550 Message rejected due to sender IP reputation",
        "521 access denied",
        "550 Administrative prohibition",
        "550 Blocked: 5.1.1.20 is listed, see the postmaster's page",
    ],
)
def test_a_refusal_of_us_is_not_the_end_of_a_mailbox(
    small: World, mailbox: tuple[Mailbox, str], clock: Clock, said: str
) -> None:
    """A mail server that refuses us, at RCPT.

    Sends: `550 5.7.1` (our address is listed, SPF, relay), `552 5.4.1`, a quota, `553 5.1.8`
    Now: the operator's to mend: tried again later, counted against the provider, no mailbox marked
    """
    box, url = mailbox
    box.rcpt = said
    provider = email(url, clock)
    outcome = provider.send(notice())
    message = mail_to_ana(small, small.routed(provider, trip_at=1))
    provider.close()

    assert isinstance(outcome, Rejected)
    assert counts_against(outcome.problem)
    assert small.row(message).status == QUEUED
    assert small.row(message).provider_code.startswith(said[:3])
    assert dead(small) == []
    assert small.shifts == [("smtp", 0, outcome.problem)]


@pytest.mark.parametrize(
    "said",
    [
        "550 5.1.1 <ana@example.mx>: user unknown",
        "550 5.1.10 RESOLVER.ADR.RecipientNotFound",
        "501 5.1.3 Bad recipient address syntax",
        "550 5.1.2 Bad destination system",
        "550 5.1.0 Address rejected.",
        "550 No such user (ana@example.mx)",
        "550 unknown user",
    ],
)
def test_a_mailbox_that_is_not_there_is_marked(
    small: World, mailbox: tuple[Mailbox, str], clock: Clock, said: str
) -> None:
    """A mailbox that does not exist.

    Sends: `550 5.1.1`, `550 5.1.10`, `501 5.1.3`, `550 No such user here`
    Now: nothing more is sent there for 60 days
    """
    box, url = mailbox
    box.rcpt = said
    provider = email(url, clock)
    message = mail_to_ana(small, small.routed(provider))
    provider.close()

    assert (small.row(message).status, small.row(message).reason) == (FAILED, "bad_address")
    assert dead(small) == [ANA]


@pytest.mark.parametrize("said", [b"5.2.2 The recipient's inbox is out of storage space", b"5.2.1 Mailbox disabled"])
def test_a_full_mailbox_is_tried_again(said: bytes) -> None:
    """A mailbox that takes nothing today.

    Sends: `552 5.2.2` mailbox full, `550 5.2.1` disabled
    Now: tried again later; neither the mailbox nor the provider is blamed
    """
    outcome = verdict(SMTPRecipientsRefused({ANA: (552, said)}))

    assert problem(outcome.problem).cure == "retry"
    assert not counts_against(outcome.problem)
    assert outcome.code.startswith("552 5.2.")


@pytest.mark.parametrize("said", [b"5.1.7 Invalid address", b"5.1.8 Domain not found", b"5.7.1 no", b"no such sender"])
def test_a_refused_sender_is_ours(said: bytes) -> None:
    """A mail server that refuses our sender, at MAIL FROM.

    Sends: `550 5.1.7`, `553 5.1.8`, `554 5.7.1` to MAIL FROM
    Now: the operator's to mend: tried again later
    """
    assert verdict(SMTPSenderRefused(550, said, "aviso@infonavit.example")).problem == "policy"


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (404, 20404),
        (404, 0),
        (403, 20005),
        (400, 20001),
        (400, 21212),
        (400, 21267),
        (400, 21603),
        (400, 21606),
        (400, 21608),
        (400, 21659),
        (400, 21660),
        (400, 21661),
        (400, 21699),
        (400, 21701),
        (400, 21703),
        (400, 21705),
        (503, 21730),
        (400, 21799),
    ],
)
def test_a_wrong_setting_burns_no_notice(small: World, twilio: TwilioServer, status: int, code: int) -> None:
    """A wrong setting at Twilio, under any of its codes.

    Sends: 404 `20404`, 400 `21659`, `21660`, `21701`, `21703`, `21705`, `21730`, `20005`, one of next year
    Now: the messages wait, the provider is passed over until the setting is mended, nothing is used up
    """
    twilio.mode(status=status, code=code)
    message = small.owe()
    small.sender(route=small.routed(twilio.client(), trip_at=1), threads=1).drain()

    assert small.row(message).status != FAILED
    assert dead(small) == []
    assert [(name, share) for name, share, _ in small.shifts] == [("twilio", 0)]


@pytest.mark.parametrize("code", [21211, 21265, 21401, 21614, 21635])
def test_a_bad_number_is_the_lines_own(small: World, twilio: TwilioServer, code: int) -> None:
    """A number that cannot be texted, under Twilio's old and new codes.

    Sends: `21211`, `21265` (a short code), `21614` (a landline), `21401`
    Now: the line is marked and the provider is not blamed
    """
    twilio.mode(status=400, code=code)
    message = small.owe()
    small.sender(route=small.routed(twilio.client(), trip_at=1), threads=1).drain()

    assert (small.row(message).status, small.row(message).provider_code) == (FAILED, str(code))
    assert dead(small) == ["+525512345678"]
    assert small.shifts == []


def test_a_pair_that_has_no_way_marks_nobody(small: World, twilio: TwilioServer) -> None:
    """A number our sender cannot reach.

    Sends: `21612`: no way from this From to this To
    Now: this message fails; the line is not marked, since another sender may reach it
    """
    twilio.mode(status=400, code=21612)
    message = small.owe()
    small.sender(route=small.routed(twilio.client(), trip_at=1), threads=1).drain()

    assert small.row(message).status == FAILED
    assert dead(small) == []


@pytest.mark.parametrize("code", ["30450", "30999", "63038"])
def test_a_receipt_keeps_the_providers_code(outbox: World, code: str) -> None:
    """A receipt with a code nobody listed.

    Sends: `undelivered` with ErrorCode `30450`, `30999`, `63038`
    Now: the code is kept with the message and shown by `micuenta notices status`
    """
    message = outbox.owe()
    outbox.sender().drain()
    form = {"id": message, "MessageStatus": "undelivered", "MessageSid": "SM1", "ErrorCode": code}
    Receipts(outbox.database.transaction, outbox.clock).twilio(form)

    assert (outbox.row(message).status, outbox.row(message).provider_code) == (FAILED, code)
    with outbox.database.connect() as connection:
        assert [count.code for count in messages(connection, outbox.now)] == [code]


@pytest.mark.parametrize("code", ["0", " 30003", "٣٠٠٠٣", "3" * 5000, "-1", "null"])
def test_a_code_that_is_none_is_no_cause(code: str) -> None:
    """A receipt whose code is none.

    Sends: ErrorCode `0`, ` 30003`, `٣٠٠٠٣`, 5,000 digits
    Now: failed without a known cause; nothing else happens
    """
    receipt = from_twilio("failed", code)

    assert receipt is not None
    assert receipt.problem == "unknown"
    assert not marks_number("unknown")
    assert len(receipt.code) <= 8


@pytest.mark.parametrize(
    ("code", "said", "meant", "ours"),
    [
        (550, b"5.7.606 Access denied, banned sending IP [192.0.2.7]", "policy", True),
        (550, b"5.7.511 Access denied, banned sender", "policy", True),
        (550, b"5.7.708 Service unavailable. Access denied, traffic not accepted from this IP", "policy", True),
        (550, b"5.7.28 An unusual rate of unsolicited mail originating from your IP address", "policy", True),
        (554, b"5.7.9 Message not accepted for policy reasons", "policy", True),
        (554, b"5.4.14 Hop count exceeded - possible mail loop", "policy", True),
        (550, b"5.1.7 Bad sender's mailbox address syntax", "policy", True),
        (421, b"4.7.0 [TSS04] Messages temporarily deferred", "throttled", False),
        (450, b"4.2.1 The user is receiving mail at a rate that prevents additional messages", "throttled", False),
        (452, b"4.2.2 The account is over quota", "throttled", False),
        (450, b"4.1.1 Recipient address rejected: unverified address", "throttled", False),
    ],
)
def test_what_large_providers_say(code: int, said: bytes, meant: str, ours: bool) -> None:
    """A mail server that refuses us, at RCPT.

    Sends: Microsoft's `550 5.7.606`, `5.7.511`, `5.7.708`, Google's `5.7.28`, Yahoo's `554 5.7.9`, a loop `5.4.14`
    Now: counted against the provider; a greylist, a rate and a mailbox over its quota (`4.x`, `421`) against nobody
    """
    outcome = verdict(SMTPRecipientsRefused({ANA: (code, said)}))
    assert (outcome.problem, counts_against(outcome.problem)) == (meant, ours)
    assert not marks_number(outcome.problem)
