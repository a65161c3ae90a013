"""What the benchmarks of the web stand on: Redis, PostgreSQL with workers, the service, its floor and its peer."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory

import psycopg

from bench import node
from bench.cpu import Stores
from bench.floor_app import TABLES
from bench.people import settle
from config.hashing import Hasher
from config.settings import Settings
from models.database import Database
from models.migrate import upgrade
from serving.web import web_command
from tests.servers import DURABLE, FAST, postgres_server, redis_server

TOKEN = "a token of the benchmark"
USSD_TOKEN = "bench"
PROCESSES = 2
"""Of each web server."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where one listens, and its first process."""

    port: int
    process: int

    def get(self, path: str) -> bytes | None:
        """What it answers to a question, while it answers with 200."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.read() if answer.status == http.HTTPStatus.OK else None
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()


@dataclass(frozen=True, slots=True)
class Servers:
    """All of them. Without Node there is no peer, and `missing` says so."""

    turn: Server
    floor: Server
    peer: Server | None
    missing: str
    stores: Stores
    database_url: str
    redis_url: str


@contextmanager
def servers(people: int, *, beside: bool = True, durable: bool = False, sqlite: bool = False) -> Iterator[Servers]:
    """Redis, PostgreSQL with so many workers, the service, floor and peer `beside` it; all gone afterwards.

    With `sqlite` that instead, and nothing beside.
    """
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        if sqlite:
            postgres, libpq = f"sqlite:///{stack.enter_context(TemporaryDirectory())}/bench.sqlite", ""
        else:
            postgres = stack.enter_context(postgres_server(DURABLE if durable else FAST))
            libpq = postgres.replace("+psycopg", "")
        _fill(postgres, libpq, people)
        turn = service(stack, postgres, redis)
        floor, peer, lack = turn, None, "skipped"
        if beside:
            floor = bare_route(stack, libpq, redis)
            lack = node.missing()
            peer = None if lack else _peer(stack, libpq, redis)
        yield Servers(turn, floor, peer, lack, Stores(libpq, redis), postgres, redis)


def _fill(postgres: str, libpq: str, people: int) -> None:
    upgrade(postgres)
    database = Database(postgres)
    settings = Settings(env="test")
    with database.transaction() as connection:
        settle(connection, Hasher(settings.pepper, settings.hash_costs), people)
    database.close()
    if not libpq:
        return
    with psycopg.connect(libpq, autocommit=True) as direct:
        direct.execute(TABLES)
        direct.execute(
            "INSERT INTO floor_worker SELECT '+5255' || (10000000 + n), 'Lorena' FROM generate_series(1, %s) n",
            (people,),
        )


def service(stack: ExitStack, database_url: str, redis_url: str) -> Server:
    """The whole service, on stores that are there."""
    port = free_port()
    environment = {
        "MICUENTA_ENV": "test",
        "MICUENTA_DATABASE_URL": database_url,
        "MICUENTA_REDIS_URL": redis_url,
        "MICUENTA_PUBLIC_URL": f"http://127.0.0.1:{port}",
        "MICUENTA_TWILIO_AUTH_TOKENS": TOKEN,
        "MICUENTA_USSD_TOKEN": USSD_TOKEN,
        "MICUENTA_LOG_LEVEL": "WARNING",
    }
    settings = Settings(env="test", port=port, redis_url=redis_url, database_url=database_url, web_workers=PROCESSES)
    return serve(stack, port, web_command(settings), environment)


def bare_route(stack: ExitStack, libpq: str, redis: str, *, ours: bool = False) -> Server:
    """The bare route under the fastest WSGI server of the field, at its fastest for such requests, or under `ours`."""
    port = free_port()
    target = "bench.floor_app:create_floor"
    granian = [
        *("granian", "--interface", "wsgi", "--factory", target, "--http", "1", "--no-ws", "--host", "127.0.0.1"),
        *("--port", str(port), "--workers", str(PROCESSES), "--blocking-threads", "1", "--log-level", "warning"),
    ]
    front = ["serving.front", "127.0.0.1", str(port), str(PROCESSES), target]
    command = [sys.executable, "-m", *(front if ours else granian)]
    where = {"FLOOR_DATABASE": libpq, "FLOOR_REDIS": redis, "FLOOR_TOKEN": TOKEN}
    return serve(stack, port, command, {**where, "FLOOR_URL": f"http://127.0.0.1:{port}"})


def _peer(stack: ExitStack, libpq: str, redis: str) -> Server:
    port = free_port()
    environment = {
        "NODE_ENV": "production",
        "PEER_DATABASE": libpq.rpartition("host=")[2],
        "PEER_REDIS": redis.removeprefix("unix://"),
        "PEER_PORT": str(port),
        "PEER_PROCESSES": str(PROCESSES),
        "PEER_TOKEN": TOKEN,
        "PEER_URL": f"http://127.0.0.1:{port}",
    }
    return serve(stack, port, node.command(), environment)


def free_port() -> int:
    """One that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(
    stack: ExitStack, port: int, command: list[str], environment: dict[str, str], health: str = "/healthz"
) -> Server:
    """Start a server that stops with the benchmark, and wait until it answers."""
    process = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    stack.callback(process.wait, 20)
    stack.callback(process.terminate)
    server = Server(port, process.pid)
    for _ in range(3000):
        if server.get(health) is not None:
            return server
        time.sleep(0.02)
    sys.exit(f"the server on port {port} did not start")
