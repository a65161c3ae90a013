"""Who must not be sent notices: opt-outs, consent taken back, numbers that providers say cannot be reached."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, and_, exists, func, insert, or_, select, update

from models.columns import columns
from models.notices.topics import wanted_by
from models.rows import CONSENT, DEAD_NUMBER, LINE
from models.tables.accounts import AccountRow
from models.tables.outbox import OutboundMessage

_message = columns(OutboundMessage)
_account = columns(AccountRow)

REFUSED = or_(
    exists().where(DEAD_NUMBER.c.recipient == _message.recipient),
    exists().where(LINE.c.number == _message.recipient, LINE.c.opted_out_at.is_not(None)),
    exists().where(
        _account.id == _message.account_id,
        or_(
            exists().where(LINE.c.number == _account.line, LINE.c.opted_out_at.is_not(None)),
            and_(_message.channel == "sms", ~wanted_by("sms", _message.topics)),
            and_(_message.channel == "email", ~wanted_by("email", _message.topics)),
            and_(_message.channel == "sms", _account.line != _message.recipient),
            and_(_message.channel == "email", func.coalesce(_account.email, "") != _message.recipient),
        ),
    ),
)
"""Of an outgoing message: its recipient is not to be sent notices, as of this statement."""


def mark(connection: Connection, recipient: str, reason: str, now: datetime) -> None:
    """Remember what a provider said of a number; an opt-out there (Twilio's 21610) is one here, in the ledger too."""
    if reason == "opted_out":
        _opt_out(connection, recipient, now)
    elif not connection.execute(select(exists().where(DEAD_NUMBER.c.recipient == recipient))).scalar_one():
        connection.execute(insert(DEAD_NUMBER).values(recipient=recipient, reason=reason, at=now))


def _opt_out(connection: Connection, number: str, now: datetime) -> None:
    if connection.execute(select(exists().where(LINE.c.number == number))).scalar_one():
        fresh = update(LINE).where(LINE.c.number == number, LINE.c.opted_out_at.is_(None))
        if not connection.execute(fresh.values(opted_out_at=now)).rowcount:
            return
    else:
        connection.execute(insert(LINE).values(number=number, opted_out_at=now, mismatches=0))
    ledger = {
        "line": number,
        "kind": "messages",
        "given": False,
        "channel": "sms",
        "version": "provider: 21610",
        "at": now,
    }
    connection.execute(insert(CONSENT).values(ledger))
