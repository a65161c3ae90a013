"""A whole request into WSGI (PEP 3333), and what the application answers out of it as bytes."""

from __future__ import annotations

import io
import logging
import sys
import time
from collections.abc import Callable, Iterable
from email.utils import formatdate
from functools import lru_cache
from typing import Any
from urllib.parse import unquote_to_bytes

Environ = dict[str, Any]
WsgiApplication = Callable[[Environ, Callable[..., object]], Iterable[bytes]]

HELD = "micuenta.held"
"""What the application puts into the environ of a request whose answer is to be held back."""
LATE = "micuenta.late"
"""What the environ has of a request that has waited so long that it is to be answered without being thought about."""

_FIXED: Environ = {
    "SCRIPT_NAME": "",
    "GATEWAY_INTERFACE": "CGI/1.1",
    "wsgi.version": (1, 0),
    "wsgi.url_scheme": "http",
    "wsgi.errors": sys.stderr,
    "wsgi.input_terminated": True,
    "wsgi.multithread": False,
    "wsgi.multiprocess": True,
    "wsgi.run_once": False,
}
_NO_BODY = ("1", "204", "304")

log = logging.getLogger(__name__)


class Date:
    """The `Date` header, written anew when the second changes."""

    def __init__(self) -> None:
        self._second = 0
        self._line = ""

    def line(self) -> str:
        """With its line end."""
        if (second := int(time.time())) != self._second:
            self._second, self._line = second, f"Date: {formatdate(second, usegmt=True)}\r\n"
        return self._line


_date = Date()


def addresses(peer: tuple[str, int] | None, own: tuple[str, int]) -> Environ:
    """What is the same for all requests of a connection: who asks, and whom."""
    return _FIXED | {"REMOTE_ADDR": peer[0] if peer else "", "SERVER_NAME": own[0], "SERVER_PORT": str(own[1])}


def environ(method: str, target: bytes, version: str, headers: list[tuple[bytes, bytes]], where: Environ) -> Environ:
    """What PEP 3333 asks for, without the body; `where` are the addresses.

    A header with `_` in its name is left out: nobody could tell it from the one with `-`. Those that come more than
    once are joined, so that neither of two signatures passes for the one.
    """
    path, _, query = target.partition(b"?")
    made = where | {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query.decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{version}",
    }
    for name, value in headers:
        if key := _key(name):
            text = value.decode("latin-1")
            made[key] = f"{made[key]},{text}" if key in made else text
    return made


def first_segments(made: Environ) -> str:
    """Of its path, two, as `/sms/twilio`."""
    return "/".join(made["PATH_INFO"].split("/", 3)[:3])


@lru_cache(256)
def _key(name: bytes) -> str:
    """A header's name as the environ has it; empty when it is left out."""
    if b"_" in name:
        return ""
    key = name.decode("latin-1").upper().replace("-", "_")
    return key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"


def answer(application: WsgiApplication, made: Environ, body: bytes, *, stays: bool) -> bytes:
    """The application's answer, ready for the wire; `stays` tells whether the connection does.

    What the application raises is logged by its kind, and answered with 500.
    """
    made["wsgi.input"] = io.BytesIO(body)
    made["CONTENT_LENGTH"] = str(len(body))
    begun: list[Any] = []

    def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> None:
        begun[:] = status, headers

    try:
        parts = application(made, start_response)
        try:
            content = b"".join(parts)
        finally:
            if close := getattr(parts, "close", None):
                close()
    except Exception as error:
        log.error("the application failed: %s", type(error).__name__)
        return plain_answer("500 Internal Server Error")
    status, headers = begun
    lines = [f"{name}: {value}\r\n" for name, value in headers]
    bare = status.startswith(_NO_BODY)
    if not bare and not any(name.lower() == "content-length" for name, _ in headers):
        lines.append(f"Content-Length: {len(content)}\r\n")
    ending = "" if stays else "Connection: close\r\n"
    head = f"HTTP/1.1 {status}\r\n{''.join(lines)}{_date.line()}{ending}\r\n"
    return head.encode("latin-1") + (b"" if bare or made["REQUEST_METHOD"] == "HEAD" else content)


def plain_answer(status: str) -> bytes:
    """An answer of the front itself, after which the connection ends."""
    words = f"{status.partition(' ')[2]}.\n"
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(words)}\r\n"
    return f"{head}{_date.line()}Connection: close\r\n\r\n{words}".encode("latin-1")
