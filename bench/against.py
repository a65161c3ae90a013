"""This tree beside another checkout, in turns: `python -m bench.against PATH [ROUNDS]`, once `make install` ran there.

Signed webhook turns over 32 connections, by rate and by the CPU that web processes and stores take for each, and the
CPU of a turn of the machine. The CPU is what to trust on a busy machine; each round's two runs stand side by side.
"""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.cpu import Stores
from bench.load import Next, drive
from bench.people import NIP, phone
from bench.servers import TOKEN, Server, free_port
from bench.webhook import CONNECTIONS, SECONDS, WORDS, request
from tests.processes import eventually
from tests.servers import postgres_server, redis_server

ROUNDS = 9
HERE = Path(__file__).parent.parent
SETTLE = (
    "from bench.people import settle; from config.hashing import Hasher; from config.settings import Settings; "
    "from models.database import Database; s = Settings(); d = Database(s.database_url)\n"
    f"with d.transaction() as c: settle(c, Hasher(s.pepper, s.hash_costs), {CONNECTIONS})"
)
TURN = (
    "import bench.turn as t; from statistics import median; e = t.Engine(t.House(), t.load_all()); "
    "print(median(c for w in range(t.WALKS) for c in t._registration(e, w)))"
)
"""What each checkout's own Python is told: names that both have."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A checkout whose service runs."""

    root: Path
    server: Server
    stores: Stores
    environment: dict[str, str]

    def round(self) -> tuple[float, float, float]:
        """Webhooks a second, CPU microseconds of a webhook, and of a turn of the machine."""
        port, before = self.server.port, self.stores.spent(self.server.process)
        run = drive(port, [_words(port, phone(number)) for number in range(1, CONNECTIONS + 1)], SECONDS)
        assert not run.bad + run.lost, f"{run.bad} bad, {run.lost} lost"
        spent = self.stores.spent(self.server.process).since(before).each(len(run.latencies))
        return run.rate, spent.all, float(_python(self.root, self.environment, "-c", TURN)) / 1000


def _words(port: int, line: str) -> Next:
    turn = count()
    return lambda _: request(port, line, WORDS[next(turn) % len(WORDS)])


def _python(root: Path, environment: dict[str, str], *line: str) -> str:
    command = [root / ".venv/bin/python", *line]
    return subprocess.run(command, cwd=root, env=environment, check=True, capture_output=True, text=True).stdout


def started(stack: ExitStack, root: Path, port: int) -> Tree:
    """A checkout's service on stores of its own, with workers whose NIP is proved."""
    postgres, redis = stack.enter_context(postgres_server()), stack.enter_context(redis_server())
    given = {
        "ENV": "test",
        "PORT": str(port),
        "WEB_WORKERS": "2",
        "DATA": stack.enter_context(TemporaryDirectory()),
        "DATABASE_URL": postgres,
        "REDIS_URL": redis,
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "TWILIO_AUTH_TOKENS": TOKEN,
        "LOG_LEVEL": "WARNING",
    }
    environment = {**os.environ, **{f"MICUENTA_{name}": value for name, value in given.items()}}
    _python(root, environment, "-m", "cli", "db", "upgrade")
    _python(root, environment, "-c", SETTLE)
    process = subprocess.Popen([root / ".venv/bin/python", "-m", "cli", "web"], cwd=root, env=environment)
    stack.callback(process.wait, 20)
    stack.callback(process.terminate)
    server = Server(port, process.pid)
    eventually(lambda: server.get("/healthz") is not None, 60)
    once = [iter([request(port, phone(number), f"AHORRO {NIP}")]) for number in range(1, CONNECTIONS + 1)]
    drive(port, [lambda _, left=left: next(left, None) for left in once], SECONDS * 4)
    return Tree(root, server, Stores(postgres.replace("+psycopg", ""), redis), environment)


def main(path: str, rounds: str = str(ROUNDS)) -> None:
    """Run and print the median of each, and of the rounds' ratios; the first round warms up."""
    with ExitStack() as stack:
        roots = [HERE, Path(path).absolute()]
        trees = [started(stack, root, free_port()) for root in roots]
        orders = [trees if number % 2 else trees[::-1] for number in range(int(rounds) + 1)]
        goes = [{tree.root: tree.round() for tree in order} for order in orders]
    for place, what in enumerate(("webhooks/s", "CPU µs of a webhook", "CPU µs of a turn of the machine")):
        pairs = [[go[root][place] for root in roots] for go in goes[1:]]
        here, there = (median(each) for each in zip(*pairs, strict=True))
        print(f"{what}: {here:,.0f} here, {there:,.0f} there, {median(a / b for a, b in pairs):.3f} x")


if __name__ == "__main__":
    main(*sys.argv[1:])
