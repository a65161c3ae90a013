"""One connection: bytes in, whole requests to the application, answers out, every step by a deadline."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from httptools import HttpParserError, HttpParserUpgrade, HttpRequestParser, parse_url

from serving.front.exchange import HELD, Environ, addresses, answer, environ, plain_answer

if TYPE_CHECKING:
    from serving.front.listener import Front

DISCARDED = 256 * 1024
"""Bytes that are read and thrown away after a refusal, so that the refusal arrives before the connection is cut."""


class TooMany(Exception):
    """More requests sent at once than a client has use for: reading them all would keep others waiting."""


class Connection(asyncio.BufferedProtocol):
    """What a client has sent so far. `due` is when (s, monotonic) it must have got on; the front looks at it."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._parser = HttpRequestParser(self)
        self._requests: deque[tuple[Environ, bytes, bool]] = deque()
        self._headers: list[tuple[bytes, bytes]] = []
        self._target = b""
        self._environ: Environ | None = None
        self._body = b""
        self._taken = 0
        self._thrown_away = 0
        self._idle = True
        self._made = self._full = self._leaving = False
        self._held: Callable[[], None] | None = None
        self.due = 0.0

    # What the event loop tells.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The client is given the time of a head."""
        assert isinstance(transport, asyncio.Transport)
        self._transport, self._made = transport, True
        if self._leaving:
            transport.abort()
            return
        transport.set_write_buffer_limits(high=0)
        self._where = addresses(transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
        self._wait(self._front.limits.head_seconds)

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is kept of it."""
        self._requests.clear()
        self._front.closed(self)
        self._held = None

    def get_buffer(self, sizehint: int) -> memoryview:
        """All connections read into one buffer, since each has used what it got before the next one reads."""
        return self._front.buffer

    def buffer_updated(self, nbytes: int) -> None:
        """Take what came; whole requests are answered at once."""
        if self._leaving:
            self._thrown_away += nbytes
            if self._thrown_away > DISCARDED:
                self._transport.abort()
            return
        if self._idle:
            self._idle = False
            self._wait(self._front.limits.head_seconds)
        self._taken += nbytes
        try:
            self._parser.feed_data(self._front.buffer[:nbytes])
        except (HttpParserError, HttpParserUpgrade):
            self._leave("400 Bad Request")
        if self._requests:
            self._front.whole(self)
        elif self._environ is None and self._taken > self._front.limits.head_bytes:
            self._leave("431 Request Header Fields Too Large")
        elif self._taken > self._front.limits.wire_bytes:
            self._leave("413 Content Too Large")

    def pause_writing(self) -> None:
        """The client does not read: nothing more is taken from it until it has, and not without end."""
        self._full = True
        self._transport.pause_reading()
        self._wait(self._front.limits.answer_seconds)

    def resume_writing(self) -> None:
        """The client has read all."""
        self._full = False
        self._rest()

    # What the parser tells.

    def on_url(self, url: bytes) -> None:
        """Part of the request's target."""
        self._target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """One header, or a trailer, which nobody asked for."""
        if self._environ is None:
            self._headers.append((name, value))

    def on_headers_complete(self) -> None:
        """Refuse what need not be read any further; else the body has its own time."""
        limits, parser, target = self._front.limits, self._parser, self._target
        if not target.startswith(b"/"):
            parsed = parse_url(target) if target != b"*" else None
            target = b"?".join(filter(None, (parsed.path or b"/", parsed.query))) if parsed else target
        made = environ(
            parser.get_method().decode("latin-1"), target, parser.get_http_version(), self._headers, self._where
        )
        self._environ = made
        self._target, self._headers, self._taken, self._body = b"", [], 0, b""
        if self._leaving:
            return
        length = made.get("CONTENT_LENGTH", "")
        if length in ("", "0") and "HTTP_TRANSFER_ENCODING" not in made:
            return
        if self._front.refuses(made):
            self._leave(answer(self._front.application, made, b"", stays=False))
        elif length and int(length) > limits.body_bytes:
            self._leave("413 Content Too Large")
        else:
            self._wait(limits.body_seconds)
            if made.get("HTTP_EXPECT", "").lower() == "100-continue":
                self._transport.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    def on_body(self, body: bytes) -> None:
        """Part of the body."""
        if self._leaving:
            return
        self._body += body
        if len(self._body) > self._front.limits.body_bytes:
            self._leave("413 Content Too Large")

    def on_message_complete(self) -> None:
        """The request is whole."""
        made, self._environ = self._environ, None
        if made is not None and not self._leaving:
            self._taken = 0
            stays = self._parser.should_keep_alive() and self._parser.get_http_version() == "1.1"
            if len(self._requests) >= self._front.limits.at_once:
                raise TooMany
            self._requests.append((made, self._body, stays))

    # What follows from it.

    @property
    def first(self) -> tuple[Environ, bytes] | None:
        """The request that `serve` would answer, with its body."""
        return self._requests[0][:2] if self._requests and not self._waits else None

    @property
    def _waits(self) -> bool:
        return self._full or self._leaving or self._held is not None

    def serve(self) -> None:
        """Answer one request."""
        if self._waits or not self._requests:
            return
        made, body, stays = self._requests.popleft()
        said = answer(self._front.application, made, body, stays=stays)
        if HELD not in made:
            self._say(said, stays)
        elif self._front.hold(self):
            self._transport.pause_reading()
            self._held = partial(self._say, said, stays)
            self._wait(self._front.limits.held_seconds + self._front.limits.answer_seconds)
        else:
            self._leave("503 Service Unavailable")

    def let_go(self) -> None:
        """The answer that was held back may leave."""
        if self._held:
            say, self._held = self._held, None
            say()

    def _say(self, said: bytes, stays: bool) -> None:
        self._transport.write(said)
        if not stays:
            self._requests.clear()
            self._leaving = True
            self._transport.close()
            return
        self._front.known(self)
        if not self._full:
            self._rest()

    def _rest(self) -> None:
        """The client has its answer. What it sent together with that request waits until nobody else does."""
        if self._requests:
            self._transport.pause_reading()
            self._front.later(self)
        elif not self._leaving:
            self._transport.resume_reading()
            if self._environ is None:
                self._idle = True
                self._wait(self._front.limits.idle_seconds)

    def _leave(self, last: str | bytes) -> None:
        """Say a last word, and let it arrive before the connection ends."""
        if self._leaving:
            return
        self._leaving = True
        self._requests.clear()
        self._transport.write(plain_answer(last) if isinstance(last, str) else last)
        if self._transport.can_write_eof():
            self._transport.write_eof()
        self._wait(self._front.limits.linger_seconds)

    def _wait(self, seconds: float) -> None:
        self.due = self._front.time() + seconds

    def expire(self) -> None:
        """The time is over: whoever has begun a request is told so, whoever does not read is cut off."""
        if self._full or self._leaving:
            self._transport.abort()
        elif self._idle:
            self._transport.close()
            self._leaving = True
        else:
            self._leave("408 Request Timeout")

    def close(self) -> None:
        """The process ends: what is written still goes out."""
        self.let_go()
        self._leaving = True
        if self._made:
            self._transport.close()

    def drop(self) -> None:
        """Make room at once."""
        self._leaving = True
        if self._made:
            self._transport.abort()
