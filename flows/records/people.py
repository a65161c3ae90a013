"""Who is talking: the institution's worker, the account and its line, the codes that were sent. Moments are in UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from flows.records.record import Record

CodePurpose = Literal["activation", "recovery", "line", "email", "mailbox", "call"]
"""What a code is for; `call`: who is on the telephone with an agent reads it back."""
Driver = Literal["worker", "agent"]
"""Who talks: the worker on the phone, or an agent of the call centre for somebody on the line."""


class Worker(Record):
    """A worker (derechohabiente) as the institution's file has them."""

    nss: str
    curp: str
    rfc: str
    names: str
    first_surname: str
    second_surname: str


class Question(Record):
    """A security question by its key in `flows.dialogs.account.questions`, with the hash of the answer."""

    key: str
    answer_hash: str


class Account(Record):
    """An account of Mi Cuenta: one worker, one line."""

    id: int
    nss: str
    status: Literal["pending", "active"]
    first_name: str
    email: str | None
    wrong_nips: int
    wrong_answers: int
    locks: int
    locked_until: datetime | None
    birth_date: date | None = None
    email_proved: bool = False
    """Whether a code that was sent to the e-mail came back."""
    privacy: str = ""
    """Version of the privacy notice that its holder agreed to last."""
    settled_at: datetime | None = None
    """Until then the line is too new for amounts; None: it has been this one for long."""


class Secrets(Record):
    """The hashes that guard an account: read by themselves, only where something is compared with one of them."""

    nip_hash: str
    questions: tuple[Question, ...]


class Line(Record):
    """What is known of the telephone line that is talking: `account` is the one bound to it, if any."""

    language: str | None
    opted_out: bool
    mismatches: int
    blocked_until: datetime | None
    account: Account | None


class Code(Record):
    """The newest one-time code of an account for a purpose that is unused and unexpired."""

    id: int
    hash: str
    tries_left: int
    expires_at: datetime
