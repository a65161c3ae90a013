"""Finding what a worker typed just now in what a USSD gateway sends, whatever it repeats, skips or reuses.

A session is one dial of one handset, so it is followed by its phone; the gateway's session id, which may be
missing or used again, only helps to tell one dial from the next. Pure: the record of the session comes in, the
step with the new record goes out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

RECORD_SECONDS = 600
"""A session's record is kept so long after its last request; no operator keeps a session open longer."""

REDIAL_SECONDS = 30
"""A text that may have been dialled, seen again: until then the gateway repeats itself, later the worker dialled."""

_NUMBER_SENT = re.compile(r"[0-9]+#")


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session so far: `text` as the gateway last sent it, `hops` requests, the last one at `moment` (s, UTC).

    `dial` tells this session from another of the same id.
    """

    session: str
    dial: str
    hops: int
    text: str
    moment: int

    @property
    def name(self) -> str:
        """Names the phone's last request: the same for its repetition, another for any other. Holds what was typed."""
        return "\n".join((self.session, self.dial, str(self.hops), self.text))


@dataclass(frozen=True, slots=True)
class Step:
    """One request understood: the new answers, whether it begins a session, and the record that then stands."""

    answers: tuple[str, ...]
    begins: bool
    record: SessionRecord


def follow_path(record: SessionRecord | None, session: str, text: str, moment: int) -> Step:
    """The step of a gateway that sends all answers so far, joined by `*`; the first may have been dialled."""
    dialled = pieces(text) if text else ()
    if record is None or record.session != session:
        return _begin(record, session, text, dialled, moment)
    if text == record.text and record.hops > 1 and (session or moment - record.moment <= REDIAL_SECONDS):
        return Step((), False, record)
    path = f"{record.text}*" if record.text else ""
    if text != record.text and text.startswith(path):
        return Step(pieces(text[len(path) :]), False, _next(record, text, moment))
    if session and text and record.text.startswith(f"{text}*"):
        return Step((), False, record)  # an older request, late: the worker has moved on and sees the last screen
    return _begin(record, session, text, dialled, moment)


def follow_dial(record: SessionRecord | None, session: str, text: str, answers: tuple[str, ...], moment: int) -> Step:
    """The first step of a gateway that sends each answer alone: `text` as dialled, the `answers` in it."""
    return _begin(record, session, text, answers, moment)


def follow_answer(record: SessionRecord | None, session: str, text: str, moment: int) -> Step:
    """A later step of such a gateway: one answer, with any `*` in it."""
    if record is None or record.session != session:  # the record is gone, or the id changed under way
        record = _begin(record, session, "", (), moment).record
    return Step((_tidy(text),), False, _next(record, text, moment))


def pieces(typed: str) -> tuple[str, ...]:
    """The answers in what was typed: one between any two `*`, or the `*` itself where there is nothing else.

    >>> pieces("1*482913#"), pieces(""), pieces("1**2"), pieces("*")
    (('1', '482913'), ('',), ('1', '', '2'), ('*',))
    """
    if typed and not typed.strip("*"):
        return ("*",)
    return tuple([_tidy(piece) for piece in typed.split("*")])


def _tidy(answer: str) -> str:
    """Many end a number with the key that ends a dialled code."""
    return answer[:-1] if _NUMBER_SENT.fullmatch(answer) else answer


def _next(record: SessionRecord, text: str, moment: int) -> SessionRecord:
    return replace(record, hops=record.hops + 1, text=text, moment=moment)


def _begin(record: SessionRecord | None, session: str, text: str, answers: tuple[str, ...], moment: int) -> Step:
    """A new dial, or the same one when its first request is repeated.

    A dial is named by a window of time, which two copies of one request share, and counted within it.
    """
    repeated = record and (record.session, record.hops, record.text) == (session, 1, text)
    if record and repeated and moment - record.moment <= REDIAL_SECONDS:
        return Step(answers, True, record)
    count = int(record.dial.partition(".")[2]) + 1 if record else 0
    return Step(answers, True, SessionRecord(session, f"{moment // RECORD_SECONDS}.{count}", 1, text, moment))
