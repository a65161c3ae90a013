"""What the service sends by itself: one row for each message, from the moment it is owed until its end is known."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, SmallInteger
from sqlmodel import Field, SQLModel

from models.tables.accounts import USUAL_TOPICS
from models.tables.moments import Moment
from models.tables.partial import of_rows

QUEUED, SENDING, SENT = "queued", "sending", "sent"
DELIVERED, FAILED, EXPIRED = "delivered", "failed", "expired"
URGENT, BULK = 0, 1
"""Lanes: codes and replies a worker waits for go before notices."""

CODE_KIND = "code"
"""The kind of a message that carries a one-time code."""

KEY_KIND = "export-key"
"""The kind of a message that tells the key of a file."""

TOLD_KIND = "account-changed"
"""The kind of a message that tells of a change of the account."""

ASKED_KIND = "account-asked"
"""The kind of one that asks whether the change was the worker's."""


class OutboundMessage(SQLModel, table=True):
    """A message to a worker. The table is the outbox: a row is written in the transaction that caused it.

    A row in `sending` whose lease is over is uncertain: the provider may have it. It is looked up there
    before anything is sent again.
    """

    __tablename__ = "outbound_message"
    __table_args__ = (
        Index("ix_outbound_due", "channel", "lane", "not_before", "id", **of_rows("status = 'queued'")),
        Index("ix_outbound_look", "lease_until", **of_rows("status in ('sending', 'sent')")),
        Index("ix_outbound_ending", "expires_at", **of_rows("status = 'queued'")),
        Index("ix_outbound_recipient", "recipient", "created_at"),
        Index("ix_outbound_request", "request", **of_rows("request is not null")),
        Index("ix_outbound_final", "final_at"),
        Index("ix_outbound_sent", "sent_at", postgresql_using="brin"),
    )

    id: str = Field(
        primary_key=True, max_length=32, description="Ours, a UUIDv7 in hex; goes out in callback addresses"
    )
    account_id: int | None = None
    kind: str = Field(max_length=40, description="`code`, `reply`, `case`, `notice.contribution` …")
    topics: int = Field(
        default=USUAL_TOPICS,
        sa_type=SmallInteger,
        sa_column_kwargs={"server_default": str(USUAL_TOPICS)},
        description="Of a notice: bits of the topics one of which the worker must have asked for; 0: none",
    )
    lane: int = Field(description="0: somebody is waiting for it; 1: notices")
    channel: str = Field(max_length=8, description="`sms` or `email`")
    recipient: str = Field(max_length=254, description="E.164 number or e-mail address")
    body: bytes = Field(description="Sealed text")
    subject: bytes | None = Field(default=None, description="Sealed subject of a mail")
    attachment: str | None = Field(default=None, max_length=12, description="Folio of the paper that a mail carries")
    segments: int = Field(default=1, description="What the message costs, in SMS segments")
    status: str = Field(default=QUEUED, max_length=10)
    owner: str | None = Field(default=None, max_length=40, description="The sender that claimed it")
    lease_until: datetime | None = Field(default=None, sa_type=Moment, description="When somebody has to look again")
    attempts: int = Field(default=0)
    provider: str | None = Field(default=None, max_length=20)
    provider_ref: str | None = Field(default=None, max_length=64)
    not_before: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment, description="After this moment it would be of no use")
    reason: str | None = Field(
        default=None, max_length=80, description="Why it failed or waits, as a key of `sms.outbox.errors`"
    )
    provider_code: str | None = Field(
        default=None, max_length=16, description="What the provider called it: `30450`, `550 5.7.1`"
    )
    dedupe_key: str | None = Field(default=None, max_length=100, unique=True)
    folio: str | None = Field(default=None, max_length=12, index=True, description="For VERIFICA")
    zone: str | None = Field(default=None, max_length=20, description="Keep this zone's quiet hours; none: any hour")
    request: str | None = Field(
        default=None, max_length=24, description="Name in the logs of the message that caused it; none: nobody's did"
    )
    created_at: datetime = Field(sa_type=Moment)
    claimed_at: datetime | None = Field(default=None, sa_type=Moment, description="Start of the latest attempt")
    sent_at: datetime | None = Field(default=None, sa_type=Moment)
    final_at: datetime | None = Field(default=None, sa_type=Moment)


class ProviderShift(SQLModel, table=True):
    """A change in how much of the traffic a provider gets, with the reason, for the operator."""

    __tablename__ = "provider_shift"

    id: int | None = Field(default=None, primary_key=True)
    provider: str = Field(max_length=20)
    share: int = Field(description="Per cent of the traffic from now on")
    reason: str = Field(max_length=120)
    at: datetime = Field(sa_type=Moment)


class DeadNumber(SQLModel, table=True):
    """A number that a provider says is no mobile or does not exist: no notice is tried there again."""

    __tablename__ = "dead_number"

    recipient: str = Field(primary_key=True, max_length=254)
    reason: str = Field(max_length=80)
    at: datetime = Field(sa_type=Moment)
