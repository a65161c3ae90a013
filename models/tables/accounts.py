"""Accounts of Mi Cuenta, what protects them, and what their holders consented to."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, SmallInteger
from sqlmodel import Field, SQLModel

from models.tables.moments import Moment
from models.tables.partial import of_rows

PENDING, ACTIVE = "pending", "active"

USUAL_TOPICS = 7
_USUAL = {"server_default": str(USUAL_TOPICS)}
_TOPICS = "What is told this way, added up: 1 savings, 2 credit, 4 application, 8 offers"


class AccountRow(SQLModel, table=True):
    """One worker, one line. Pending until the code sent to the line (or the e-mail) comes back."""

    __tablename__ = "account"
    __table_args__ = (
        Index("ix_account_pending", "id", **of_rows("status = 'pending'")),
        Index("ix_account_birth_date", "birth_date"),
    )

    id: int | None = Field(default=None, primary_key=True)
    nss: str = Field(max_length=11, unique=True)
    line: str = Field(max_length=13, unique=True, description="`+52` and ten digits")
    status: str = Field(default=PENDING, max_length=8)
    first_name: str = Field(max_length=20)
    birth_date: date | None = None
    email: str | None = Field(default=None, max_length=120)
    email_proved_at: datetime | None = Field(default=None, sa_type=Moment, description="When a code came back from it")
    language: str = Field(default="es", max_length=8)
    nip_hash: str = Field(max_length=160)
    wrong_nips: int = 0
    wrong_answers: int = 0
    locks: int = Field(default=0, description="Times that wrong NIPs closed it; each lasts longer")
    locked_until: datetime | None = Field(default=None, sa_type=Moment)
    sms_alerts: bool = False
    email_alerts: bool = False
    sms_topics: int = Field(default=USUAL_TOPICS, sa_type=SmallInteger, sa_column_kwargs=_USUAL, description=_TOPICS)
    email_topics: int = Field(default=USUAL_TOPICS, sa_type=SmallInteger, sa_column_kwargs=_USUAL, description=_TOPICS)
    privacy_version: str = Field(
        default="", max_length=40, sa_column_kwargs={"server_default": ""}, description="Agreed to last"
    )
    former_line: str | None = Field(default=None, max_length=13, index=True, description="Until the new one settled")
    settled_at: datetime | None = Field(default=None, sa_type=Moment, description="No amounts on the line before")
    created_at: datetime = Field(sa_type=Moment)
    activated_at: datetime | None = Field(default=None, sa_type=Moment)


class SecurityQuestion(SQLModel, table=True):
    """A question the holder answered when registering; the answer only as a hash."""

    __tablename__ = "security_question"

    account_id: int = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    key: str = Field(primary_key=True, max_length=20)
    answer_hash: str = Field(max_length=160)


class OneTimeCode(SQLModel, table=True):
    """A code that was sent: ten minutes, once, five tries (NIST SP 800-63B, out-of-band secrets)."""

    __tablename__ = "one_time_code"
    __table_args__ = (Index("ix_one_time_code_account", "account_id", "purpose", "created_at"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", ondelete="CASCADE")
    purpose: str = Field(max_length=12)
    hash: str = Field(max_length=160)
    tries_left: int = 5
    created_at: datetime = Field(sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    spent_at: datetime | None = Field(default=None, sa_type=Moment)


class TalkingLine(SQLModel, table=True):
    """What is remembered of a telephone line, whether it has an account or not."""

    __tablename__ = "line"

    number: str = Field(primary_key=True, max_length=13)
    language: str | None = Field(default=None, max_length=8)
    opted_out_at: datetime | None = Field(default=None, sa_type=Moment)
    mismatches: int = Field(default=0, description="Sets of identifiers that did not match, since the last wait")
    blocked_until: datetime | None = Field(default=None, sa_type=Moment)


class Consent(SQLModel, table=True):
    """The ledger of consent: who said what, when, by which channel, to which text. Rows are only added."""

    __tablename__ = "consent"
    __table_args__ = (Index("ix_consent_line", "line", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    line: str = Field(max_length=13)
    account_id: int | None = None
    kind: str = Field(max_length=20, description="`privacy`, `messages`, `alerts.sms`, `credit.email` …")
    given: bool
    channel: str = Field(max_length=8)
    version: str = Field(max_length=40, description="Version of the text, or the words that were sent")
    at: datetime = Field(sa_type=Moment)


class GivenReference(SQLModel, table=True):
    """A payment reference that was given out; shown again until it expires."""

    __tablename__ = "payment_reference"
    __table_args__ = (Index("ix_payment_reference_credit", "credit_number", "expires_on"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int | None = None
    credit_number: str = Field(max_length=10)
    choice: str = Field(max_length=12)
    line: str = Field(max_length=30)
    centavos: int
    expires_on: date
    given_at: datetime = Field(sa_type=Moment)
    paid_on: date | None = Field(default=None, description="When `movimientos` showed the same amount")
