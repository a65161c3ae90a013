"""How the values of some settings are read, or worked out from others."""

from __future__ import annotations

import hashlib
import os
import tempfile
from datetime import time
from pathlib import Path
from typing import Any

LONGEST_SOCKET = 100
"""Bytes a UNIX socket's path may have; Linux ends at 107."""


def split_list(value: object) -> object:
    """A comma-separated text as its parts; anything else as it is."""
    if not isinstance(value, str):
        return value
    return tuple(part for part in (piece.strip() for piece in value.split(",")) if part)


def database_file(known: dict[str, Any]) -> str:
    """The SQLite file in the data folder."""
    return f"sqlite:///{known['data'] / 'micuenta.sqlite3'}"


def redis_socket(known: dict[str, Any]) -> str:
    """The embedded Redis server's socket: in the data folder, or the temporary one when its path would be too long."""
    path: Path = known["data"] / "redis.sock"
    if len(os.fsencode(path)) > LONGEST_SOCKET:
        path = Path(tempfile.gettempdir()) / f"micuenta-{hashlib.sha256(os.fsencode(path)).hexdigest()[:16]}.sock"
    return f"unix://{path}"


def local_address(known: dict[str, Any]) -> str:
    """Where the web server listens."""
    return f"http://{known['host']}:{known['port']}"


def next_port(known: dict[str, Any]) -> int:
    """The console stands beside the web server."""
    return int(known["port"]) % 65535 + 1


def after_console(known: dict[str, Any]) -> int:
    """The live stream stands beside the console."""
    return int(known["console_port"]) % 65535 + 1


def console_address(known: dict[str, Any]) -> str:
    """Where the console listens."""
    return f"http://{known['host']}:{known['console_port']}"


def amount_of_cores(_: dict[str, Any]) -> int:
    """One process a core keeps every core busy: a turn is computing far more than waiting."""
    return len(os.sched_getaffinity(0))


NO_SPAN = (time(), time())
"""From midnight to midnight: no hour lies in it."""

_NONE = frozenset({"", "off", "no", "none", "never", "false", "0", "ninguna", "nunca"})


def quiet_span(text: str) -> tuple[time, time]:
    """`20:00-09:00` as its two times of day, `off` or nothing as `NO_SPAN`; raises `ValueError` for anything else."""
    if text.strip().strip("\"'").lower() in _NONE:
        return NO_SPAN
    begins, _, ends = text.partition("-")
    return time.fromisoformat(begins.strip()), time.fromisoformat(ends.strip())
