"""What a person at the call centre will read."""

from __future__ import annotations

from datetime import date
from typing import Literal

from flows.records.effects.effect import Effect
from flows.records.service import RightKind


class OpenCase(Effect):
    """Ask a call-centre agent to take over; `reason` is a short key such as `worker-asked`."""

    folio: str
    reason: str


class NoteCase(Effect):
    """Add to an open case what the worker says of it; kept sealed."""

    folio: str
    text: str


class AskRight(Effect):
    """Give an open case the legal clock of a request over one's data; one that this turn answers is closed with it."""

    folio: str
    kind: RightKind
    answer_by: date
    answered: bool = False


class VerifyCaller(Effect):
    """Who is on the telephone with the agent of the line's case was verified: by what, for the case and the audit."""

    by: Literal["code", "question", "facts"]


class CountScam(Effect):
    """Count, sealed and for a while, a wording that was sent as a scam; `text` is masked already.

    A line has so many of a day, and all lines together so many new ones; what is over is left out without a word.
    """

    text: str


class KeepUnheard(Effect):
    """Keep, sealed and for a while, what was not understood; `text` is masked already."""

    text: str
