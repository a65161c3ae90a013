"""Kill Redis, kill PostgreSQL, kill the Celery worker: sending stops, goes on by itself, and nothing is doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest
from redis import Redis

from serving.child import start, stop
from serving.redis_binary import redis_binary
from tests.crash.outbox_world import SIZE, crash
from tests.crash.sender_process import SECRET
from tests.databases import migrate
from tests.outbox.twilio_server import TwilioServer, twilio_server
from tests.servers import postgres_server, redis_server

pytestmark = [pytest.mark.crash, pytest.mark.timeout(1800)]

AWAY = 20 if os.environ.get("CRASH_SIZE") else 4
"""Seconds PostgreSQL is gone; the full run has the twenty of the rule."""


@pytest.fixture(scope="module")
def twilio() -> Iterator[TwilioServer]:
    with twilio_server() as server:
        yield server


def test_redis_killed_while_sending(database: str, twilio: TwilioServer) -> None:
    """Without the limit nothing is sent; with it back, all of it, once."""
    with redis_server() as url, Redis.from_url(url) as client, crash(database, url, twilio) as world:
        process = int(client.info("server")["process_id"])
        world.owe()
        world.sender(rate=max(SIZE // 4, 50))
        _until(lambda: len(world.accepted()) > SIZE // 5)
        os.kill(process, signal.SIGKILL)
        client.close()
        time.sleep(1.5)
        held = len(world.accepted())
        time.sleep(1)
        assert len(world.accepted()) == held < SIZE
        socket = Path(urlsplit(url).path)
        socket.unlink()
        options = ["--port", "0", "--unixsocket", socket, "--save", "", "--dir", socket.parent]
        again = start([redis_binary(), *options], stdout=subprocess.DEVNULL)
        try:
            world.until_sent()
            world.check()
        finally:
            stop(again)


def test_postgresql_killed_while_sending(redis_url: str, twilio: TwilioServer) -> None:
    """What it committed it knows again; what it did not is looked up at the provider."""
    with postgres_server() as admin:
        folder = Path(parse_qs(urlsplit(admin).query)["host"][0])
        with psycopg.connect(admin.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute("CREATE DATABASE durable")
            connection.execute("ALTER DATABASE durable SET synchronous_commit = on")
        url = admin.replace("/postgres?", "/durable?")
        migrate(url)
        postmaster = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        line = [part.decode() for part in Path(f"/proc/{postmaster}/cmdline").read_bytes().split(b"\0")[:-1]]
        owner = Path(f"/proc/{postmaster}").stat().st_uid
        with crash(url, redis_url, twilio) as world:
            world.owe()
            world.sender(rate=max(SIZE // 4, 50))
            _until(lambda: len(world.accepted()) > SIZE // 5)
            os.kill(postmaster, signal.SIGQUIT)  # it stops in the middle of everything, as in a crash
            time.sleep(AWAY)
            assert len(world.accepted()) < SIZE
            world.database.engine.dispose()
            again = start(line, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **_as(owner))
            try:
                world.until_sent()
                world.check()
            finally:
                world.close()
                again.send_signal(signal.SIGINT)
                stop(again)


def test_the_celery_worker_killed_while_sending(postgresql: str, twilio: TwilioServer, tmp_path: Path) -> None:
    """Hints die with it; its successor's clock finds the rows."""
    with redis_server() as redis, crash(postgresql, redis, twilio) as world:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("MICUENTA_")},
            "MICUENTA_ENV": "test",
            "MICUENTA_DATA": str(tmp_path),
            "MICUENTA_DATABASE_URL": postgresql,
            "MICUENTA_REDIS_URL": redis,
            "MICUENTA_SECRET_KEY": SECRET,
            "MICUENTA_SMS_PROVIDERS": "twilio",
            "MICUENTA_SMS_RATE": str(max(SIZE // 4, 50)),
            "MICUENTA_TWILIO_ACCOUNT_SID": "AC1",
            "MICUENTA_TWILIO_AUTH_TOKENS": "t",
            "MICUENTA_TWILIO_FROM": "30900",
            "MICUENTA_TWILIO_API_URL": twilio.url,
        }
        log = (tmp_path / "log").open("wb")
        worker = [sys.executable, "-m", "cli", "worker", "--beat"]
        first = start(worker, env=environment, stdout=log, stderr=log)
        world.owe()
        _until(lambda: len(world.accepted()) > SIZE // 5)
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        second = start(worker, env=environment, stdout=log, stderr=log)
        beat_by_mistake = start([*worker[:3], "beat"], env=environment, stdout=log, stderr=log)
        try:
            world.until_sent()
            world.check()
        finally:
            stop(beat_by_mistake)
            stop(second)
            log.close()


def _as(user: int) -> dict[str, Any]:
    return {"user": user, "extra_groups": []} if user != os.geteuid() else {}


def _until(true: Any, seconds: float = 60) -> None:
    until = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < until
        time.sleep(0.02)
