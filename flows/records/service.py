"""What the service itself keeps of a line: messages it pushed, cases it opened, notices it was asked for."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from flows.records.record import Record

Topic = Literal["savings", "credit", "application", "offers"]
TOPICS: tuple[Topic, ...] = ("savings", "credit", "application", "offers")
"""What notices may be about; consent is given for each, by channel."""

USUAL: tuple[Topic, ...] = TOPICS[:3]
"""What somebody wants who wants notices and names none. An offer is asked for by itself: it is near to advertising."""


class SentMessage(Record):
    """A message this service pushed to the line by itself, for `VERIFICA`; `kind` as in the outbox."""

    folio: str
    kind: str
    sent_on: date


class AskedNotice(Record):
    """A notice that asked the worker whether it was them; `answer` is `yes`, `no`, or empty as long as there is none.

    `about` names it in the institution's files, for an agent; `last`: the line was asked, and sent nothing since.
    `left` is the NSS of the account it is about where the line has just left that.
    """

    folio: str
    about: str
    sent_at: datetime
    answer: str = ""
    last: bool = True
    left: str = ""


class Case(Record):
    """An open case with a call-centre agent."""

    folio: str
    opened_at: datetime
    reason: str = "worker-asked"


RightKind = Literal["access", "rectification", "cancellation", "opposition"]
"""What a worker may ask over the data kept (ARCO)."""


class Right(Record):
    """A request over one's data, the newest of its kind."""

    folio: str
    asked_on: date
    answer_by: date
    answered_on: date | None = None


class Alerts(Record):
    """The topics that notices tell of by each channel, in the order of `TOPICS`; none: nothing goes out that way."""

    sms: tuple[Topic, ...] = ()
    email: tuple[Topic, ...] = ()
