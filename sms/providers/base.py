"""What the sender needs of a provider: hand a message over, and look it up when nobody knows whether it got there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

DEADLINE = 10.0
"""Seconds a call to a provider may take."""


class NoPaper(Exception):
    """What a mail was to carry cannot be made here, or no longer exists."""


class Attachment(NamedTuple):
    """A file that a mail carries; its name ends with what it is, `pdf` or `zip`."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message ready to go; `text` is already folded to the channel's alphabet."""

    id: str
    recipient: str
    text: str
    subject: str = ""
    kind: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The provider has it, under its own reference."""

    ref: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """The provider does not have it; `problem` is a key of `sms.outbox.errors`, `code` what the provider called it."""

    problem: str
    code: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Unsure:
    """The call ended without an answer that can be trusted: the provider may or may not have it."""

    problem: str


Outcome = Accepted | Rejected | Unsure


@dataclass(frozen=True, slots=True)
class Doubt:
    """An attempt whose end is unknown. `taken` are references that belong to other messages already."""

    id: str
    recipient: str
    text: str
    since: datetime
    taken: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Absent:
    """The provider's list says it never got the message."""


@dataclass(frozen=True, slots=True)
class NoList:
    """The provider cannot say; only a receipt can."""


Finding = Accepted | Absent | NoList | Unsure


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the provider says about a message it accepted: our status and, when it failed, why and its own code."""

    status: str
    problem: str | None = None
    code: str = field(default="", compare=False)


class Provider(Protocol):
    """A way to reach phones or mailboxes. Methods return values and never raise for a provider's fault."""

    name: str
    receipts: bool  # whether it tells later how a message ended

    def send(self, message: Outgoing) -> Outcome:
        """Hand it over, within `DEADLINE`."""

    def find(self, doubt: Doubt) -> Finding:
        """Whether an attempt got there."""

    def ask(self, ref: str) -> Receipt | None:
        """Where an accepted message stands; None when the provider has no such question or no answer."""

    def close(self) -> None:
        """Let its connections go."""


class Unasked:
    """A provider that cannot be asked what became of a message: it tells by itself, or not at all."""

    def find(self, doubt: Doubt) -> Finding:
        """There is no list to look in."""
        del doubt
        return NoList()

    def ask(self, ref: str) -> Receipt | None:
        """Nor an answer."""
        del ref
        return None
