"""A full disk, under SQLite, under Redis' append-only file and under what the processes write; then room again."""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path

from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from models.database import Database
from models.migrate import upgrade
from serving.child import start, stop
from serving.redis_binary import redis_binary
from tests.outages.service import Service
from tests.outages.talkers import UNBOUND, Talkers, report, until_answered
from tests.processes import eventually

PORT = 18436
SIZE = "48m"


def play(seconds: float) -> int:
    """Print a line; how much was bad. Needs the right to mount, and says so where it has none."""
    with ExitStack() as stack:
        try:
            disk = stack.enter_context(_small_disk())
        except (subprocess.CalledProcessError, FileNotFoundError):
            print("  disk full: skipped, nothing can be mounted here")
            return 0
        url = f"sqlite:///{disk}/db.sqlite3"
        upgrade(url)
        redis = stack.enter_context(_keeping_redis(disk))
        log = stack.enter_context((disk / "log").open("wb"))
        service = Service(PORT, url, redis, {**UNBOUND, "log_level": "WARNING", "log_messages": "yes"}, log)
        stack.callback(service.stop)
        service.begin("web")
        database = stack.enter_context(closing(Database(url)))
        talkers = Talkers(PORT, 30_000_000)
        time.sleep(seconds / 2)
        filler = disk / "filler"
        _fill(filler)
        eventually(lambda: talkers.vain > 0)
        time.sleep(seconds)
        filler.unlink()
        back = until_answered(talkers)
        time.sleep(seconds / 2)
        talkers.stop()
        return report("disk full: SQLite, Redis, logs", talkers, back, database)


@contextmanager
def _small_disk() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mc-", dir="/tmp") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", folder], check=True, capture_output=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def _keeping_redis(disk: Path) -> Iterator[str]:
    """One that writes all it is told into that folder."""
    socket = disk / "redis.sock"
    options = ["--port", "0", "--unixsocket", socket, "--dir", disk, "--appendonly", "yes"]
    process = start([redis_binary(), *options], stdout=subprocess.DEVNULL)
    try:
        with closing(Redis(unix_socket_path=str(socket))) as client:
            eventually(lambda: _pings(client))
        yield f"unix://{socket}"
    finally:
        stop(process)


def _pings(client: Redis) -> bool:
    with suppress(RedisAway):
        return bool(client.ping())
    return False


def _fill(filler: Path) -> None:
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)
