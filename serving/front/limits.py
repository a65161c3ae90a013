"""How long a client may take and how much it may send. A real gateway needs a hundredth of each."""

from __future__ import annotations

import resource
from dataclasses import dataclass

SPARE_FILES = 128
"""File descriptors that stay free for the database, Redis and logs."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, bytes, and connections of one process.

    A deadline is for the whole of its part: sending a byte now and then does not move it. `wire_bytes` are those of a
    body with all that may be sent around its chunks; `at_once` are requests sent before the first is answered. `idle`
    is longer than the minute for which proxies keep a connection open, so that the proxy closes first. `held` answers
    are kept back for so long, to whoever sends more than is computed for them; one too many is refused at once.
    A request that has waited longer than `late` behind others is turned away, so that the next is answered while its
    gateway still waits: Twilio does for 15 s.
    """

    head_seconds: float = 10.0
    body_seconds: float = 10.0
    answer_seconds: float = 10.0
    idle_seconds: float = 75.0
    linger_seconds: float = 2.0
    held_seconds: float = 0.5
    late_seconds: float = 8.0
    head_bytes: int = 16 * 1024
    body_bytes: int = 64 * 1024
    wire_bytes: int = 256 * 1024
    at_once: int = 32
    held: int = 1024
    connections: int = 8192

    def most_connections(self) -> int:
        """As many as wanted, or as the machine's limit of open files allows; that is raised as far as it goes."""
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        wanted = self.connections + SPARE_FILES
        if soft < wanted:
            soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        return min(self.connections, soft - SPARE_FILES)
