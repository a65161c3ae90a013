"""Bytes to the service and back, with nothing in between that would mend them."""

from __future__ import annotations

import socket
from dataclasses import dataclass

PATIENCE = 60.0
"""Seconds an answer may take."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; status 0 when the connection ended without an answer."""

    status: int
    headers: dict[str, str]
    text: str


def ask(port: int, raw: bytes, patience: float = PATIENCE) -> Answer:
    """Send these bytes and read until the service ends the connection."""
    with socket.create_connection(("127.0.0.1", port), patience) as wire:
        wire.sendall(raw)
        return read(wire)


def read(wire: socket.socket) -> Answer:
    """The answer that comes before the connection ends."""
    received = b""
    while data := wire.recv(65536):
        received += data
    return parse(received)


def parse(received: bytes) -> Answer:
    """An answer from its bytes; its body is not cut into parts again."""
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    status = first.split(" ")[1] if first.startswith("HTTP/") else "0"
    return Answer(int(status), headers, body.decode("utf-8", errors="replace"))
