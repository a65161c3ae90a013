"""What the benchmarks of the web stand on: Redis, PostgreSQL with workers in it, the service, and its floor."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import psycopg

from bench.floor_app import TABLES
from bench.people import settle
from config.hashing import Hasher
from config.settings import Settings
from models.database import Database
from models.migrate import upgrade
from serving.web import answers, web_command
from tests.servers import postgres_server, redis_server

TOKEN = "a token of the benchmark"
USSD_TOKEN = "bench"


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the two listen, and their database."""

    floor: Settings
    turn: Settings


@contextmanager
def servers(people: int) -> Iterator[Servers]:
    """Redis, PostgreSQL with so many workers in it, the floor and the service; all gone afterwards."""
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        postgres = stack.enter_context(postgres_server())
        upgrade(postgres)
        database = Database(postgres)
        settings = Settings(env="test", port=_free_port(), redis_url=redis, database_url=postgres, web_workers=2)
        with database.transaction() as connection:
            settle(connection, Hasher(settings.pepper, settings.hash_costs), people)
        database.close()
        libpq = postgres.replace("+psycopg", "")
        with psycopg.connect(libpq, autocommit=True) as connection:
            connection.execute(TABLES)
            connection.execute(
                "INSERT INTO floor_worker SELECT '+5255' || (10000000 + n), 'Lorena' FROM generate_series(1, %s) n",
                (people,),
            )
        floor = settings.model_copy(update={"port": _free_port()})
        environment = {
            "FLOOR_DATABASE": libpq,
            "FLOOR_REDIS": redis,
            "FLOOR_URL": f"http://127.0.0.1:{floor.port}",
            "FLOOR_TOKEN": TOKEN,
        }
        _serve(stack, _granian(floor, "bench.floor_app:create_floor"), environment)
        environment = {
            "MICUENTA_ENV": "test",
            "MICUENTA_DATABASE_URL": postgres,
            "MICUENTA_REDIS_URL": redis,
            "MICUENTA_PUBLIC_URL": f"http://127.0.0.1:{settings.port}",
            "MICUENTA_TWILIO_AUTH_TOKENS": TOKEN,
            "MICUENTA_USSD_TOKEN": USSD_TOKEN,
            "MICUENTA_LOG_LEVEL": "WARNING",
        }
        _serve(stack, web_command(settings), environment)
        for each in (settings, floor):
            _wait(each)
        yield Servers(floor, settings)


def _granian(settings: Settings, application: str) -> list[str]:
    """The floor's own server: the fastest WSGI server of the field, at its fastest for this shape of request."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", application, "--http", "1", "--no-ws"),
        *("--host", settings.host, "--port", str(settings.port), "--workers", str(settings.web_workers)),
        *("--blocking-threads", "1", "--log-level", "warning"),
    ]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _serve(stack: ExitStack, command: list[str], environment: dict[str, str]) -> None:
    """Start a server that stops with the benchmark."""
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    stack.callback(server.wait, 20)
    stack.callback(server.terminate)


def _wait(settings: Settings) -> None:
    """Until it is ready; raises when it does not become so."""
    for _ in range(300):
        if answers(settings, "/healthz"):
            return
        time.sleep(0.1)
    sys.exit(f"the server on port {settings.port} did not start")
