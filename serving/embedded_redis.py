"""The Redis server we run ourselves: on a UNIX socket in the data folder, with an append-only file."""

from __future__ import annotations

from pathlib import Path

from redis import Redis
from redis.exceptions import RedisError

from config.settings import Settings
from serving.redis_binary import redis_binary
from serving.supervisor import Service


def embedded_redis(settings: Settings) -> Service:
    """The server as a service. It replaces a socket left over from a crash, and drops a half-written last command."""
    socket = settings.redis_url.removeprefix("unix://")
    folder = settings.data / "redis"
    folder.mkdir(parents=True, exist_ok=True)
    return Service(
        name="Redis",
        command=[redis_binary(), *_options(socket, folder)],
        advice=f"see whether the disk of {folder} is full; if its file is damaged, redis-check-aof mends it.",
        ready=lambda: _answers(socket),
        leave=20.0,
    )


def _options(socket: str, folder: Path) -> list[str]:
    """No TCP port. What was written survives our end at once and a power cut up to the last second."""
    options = {
        "port": "0",
        "unixsocket": socket,
        "unixsocketperm": "600",
        "dir": str(folder),
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
    }
    return [part for name, value in options.items() for part in (f"--{name}", value)]


def _answers(socket: str) -> bool:
    try:
        with Redis(unix_socket_path=socket, socket_timeout=1) as client:
            return bool(client.ping())
    except RedisError:
        return False
