"""NIPs, codes, answers, and wrong tries at them.

All arrive hashed, except a fresh code, which has to reach the worker once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from flows.records.effects.effect import Effect, Miss
from flows.records.people import CodePurpose


class SendCode(Effect):
    """Keep the hash of a fresh code and queue `text`, which shows it; older codes of the purpose die."""

    purpose: CodePurpose
    code_hash: str
    by: Literal["sms", "email"]
    to: str | None  # None: the talking line, or the account's own e-mail
    subject: str  # of the mail; unused by SMS
    text: str
    expires_at: datetime


class SpendCode(Effect):
    """The code was right: it cannot be used again."""

    code_id: int


class MissCode(Miss):
    """The code was wrong: one try fewer."""

    code_id: int


class MissIdentity(Miss):
    """Identifiers that did not match were given from this line, about whoever has this NSS or this CURP."""

    blocked_until: datetime | None
    nss: str = ""
    curp: str = ""


class MissNip(Miss):
    """A wrong NIP; `locked_until` is set when this one locks the account. `seen` wrong ones were counted before."""

    locked_until: datetime | None
    seen: int | None = None


class MissAnswer(Miss):
    """A wrong answer to a security question; `locked_until` when this one closes recovery; `seen` as above."""

    locked_until: datetime | None
    seen: int | None = None


class ProveNip(Effect):
    """A right NIP: the count of wrong ones, which was `seen`, starts again."""

    seen: int | None = None


class SetNip(Effect):
    """A new NIP; lifts a lock."""

    nip_hash: str
