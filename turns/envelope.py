"""What a turn leaves behind: the screen it showed, the dialog, and the pages not shown yet.

One sealed copy goes into the journal in the turn's own transaction, the same bytes into Redis. Lines of JSON: the
second is the dialog exactly as `flows.turn.dialog` writes it, so it is neither parsed nor quoted twice. The echo
comes fourth, and last what is known of the line, as `models.lines` writes it.
"""

from __future__ import annotations

import orjson

from flows.records.record import Record
from flows.turn.dialog import Dialog, decode, encode
from turns.echoes import Echo
from turns.paging import Pages

NO_ECHO = Echo()


class Screen(Record):
    """One answer, ready for the channel. `segments` is what it costs by SMS; a USSD page counts as one."""

    text: str
    goes_on: bool
    segments: int


class Envelope(Record):
    """All together."""

    screen: Screen
    dialog: Dialog | None
    pages: Pages | None = None
    echo: Echo = NO_ECHO
    known: bytes = b""


def pack(screen: Screen, dialog: Dialog, pages: Pages | None, echo: Echo = NO_ECHO, known: bytes = b"") -> bytes:
    """The envelope as bytes, to be sealed."""
    return b"\n".join(
        (
            _json(screen.text, screen.goes_on, screen.segments),
            encode(dialog),
            _json(pages.texts, pages.at, pages.goes_on, pages.keep, pages.sent) if pages else b"",
            b",".join([b"%d" % number for number in (echo.text, echo.stale, *echo.recent)]),
            known,
        )
    )


def unpack(raw: bytes) -> Envelope:
    """The envelope of `pack`; its dialog is None when another version of the dialogs wrote it."""
    screen, dialog, pages, echo, known = (*raw.split(b"\n"), b"", b"")[:5]  # from before the last two were kept
    return Envelope(
        Screen(*orjson.loads(screen)),
        decode(dialog),
        _pages(pages) if pages else None,
        _echo(echo) if echo else NO_ECHO,
        known,
    )


def _echo(raw: bytes) -> Echo:
    text, stale, *recent = map(int, raw.split(b","))
    return Echo(text, stale, tuple(recent))


def _pages(raw: bytes) -> Pages:
    texts, *rest = orjson.loads(raw)
    return Pages(tuple(texts), *rest)


def _json(*values: object) -> bytes:
    return orjson.dumps(values)
