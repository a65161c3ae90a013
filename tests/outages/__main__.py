"""Every fault of the stores, at full size: `python -m tests.outages [SECONDS]`, a table of what it did to messages.

Two real web processes, Redis and a PostgreSQL that survives a power cut, a proxy before each. Lines talk all the time,
each message until it has its answer and then once more. `back` is how long after the end of the fault the first message
was answered.
"""

from __future__ import annotations

import sys
import threading
import time
from contextlib import ExitStack, closing

from config.settings import Settings
from models.database import Database
from models.migrate import upgrade
from serving.child import start, stop
from serving.web import answers, web_command
from tests.outages.counting import count, name
from tests.outages.places import before_postgresql, before_redis
from tests.outages.proxy import Mode, Proxy
from tests.outages.talking import Told, talk
from tests.outages.webhook import TOKEN, message
from tests.processes import eventually
from tests.servers import DURABLE, postgres_server, redis_server

PORT = 18431
LINES, CROWD = 8, 80
SORRY = ("Estamos teniendo un problema", "Estamos ocupados")
FAULTS: tuple[tuple[str, str, Mode], ...] = (
    ("redis", "away", "cut"),
    ("redis", "hangs", "silent"),
    ("redis", "drips", "drip"),
    ("postgresql", "away", "cut"),
    ("postgresql", "hangs", "silent"),
    ("postgresql", "200 ms late", "delay"),
    ("postgresql", "drips", "drip"),
)


class Talkers:
    """Lines that talk until they are told to stop; `vain` counts apologies and calls without an answer."""

    def __init__(self, first: int, lines: int) -> None:
        self.told, self.vain, self._over = Told(), 0, threading.Event()
        self._lines = range(first, first + lines)
        self._threads = [
            threading.Thread(target=talk, args=(self._ask, line, self.told, lambda _: self._over.is_set()), daemon=True)
            for line in self._lines
        ]
        for thread in self._threads:
            thread.start()

    def _ask(self, line: int, number: int) -> str | None:
        text = message(PORT, f"+5255{line:08d}", name(line, number), f"hola {number}")
        if text and not any(sorry in text for sorry in SORRY):
            return text
        self.vain += 1
        return None

    def stop(self) -> None:
        """Let each have its answer to the last message."""
        self._over.set()
        for thread in self._threads:
            thread.join(120)


def main(seconds: float = 5.0) -> int:
    """Print the table; 1 when anything was lost, doubled or wrong."""
    bad = 0
    with ExitStack() as stack:
        redis = stack.enter_context(redis_server())
        postgres = stack.enter_context(postgres_server(DURABLE))
        upgrade(postgres)
        for_redis, there = before_redis(redis)
        for_sql, sql = before_postgresql(postgres)
        proxies = {"redis": for_redis, "postgresql": for_sql}
        for proxy in proxies.values():
            stack.enter_context(closing(proxy))
        settings = Settings(env="test", port=PORT, redis_url=there, database_url=sql, web_workers=2)
        environment = {
            "MICUENTA_ENV": "test",
            "MICUENTA_DATABASE_URL": sql,
            "MICUENTA_REDIS_URL": there,
            "MICUENTA_PUBLIC_URL": f"http://127.0.0.1:{PORT}",
            "MICUENTA_TWILIO_AUTH_TOKENS": TOKEN,
            "MICUENTA_STRANGER_MESSAGES": "1000000",
            "MICUENTA_STRANGERS_MESSAGES": "100000000",
            "MICUENTA_LOG_LEVEL": "ERROR",
        }
        server = start(web_command(settings), env=environment)
        stack.callback(stop, server)
        eventually(lambda: answers(settings, "/readyz"))
        database = stack.enter_context(closing(Database(postgres)))
        print(f"{'fault':24} answered  in vain  wrong  lost  doubled   back")
        first = 10_000_000
        for store, how, mode in FAULTS:
            told, vain, back = fault(proxies[store], mode, first, seconds)
            bad += report(f"{store} {how}", told, vain, back, database)
            first += LINES
        crowd = Talkers(first, CROWD)
        time.sleep(seconds)
        crowd.stop()
        bad += report(f"{CROWD} lines for {LINES}", crowd.told, crowd.vain, 0.0, database)
    return bool(bad)


def fault(proxy: Proxy, mode: Mode, first: int, seconds: float) -> tuple[Told, int, float]:
    """Lines talk before, through and after a fault."""
    talkers = Talkers(first, LINES)
    time.sleep(seconds / 2)
    proxy.become(mode)
    time.sleep(seconds)
    before, ended = talkers.told.answered, time.monotonic()
    proxy.become("pass")
    eventually(lambda: talkers.told.answered > before)
    back = time.monotonic() - ended
    time.sleep(seconds / 2)
    talkers.stop()
    return talkers.told, talkers.vain, back


def report(what: str, told: Told, vain: int, back: float, database: Database) -> int:
    """Print a line of the table; how much of it is bad."""
    with database.connect() as connection:
        found = count(connection, told)
    print(
        f"{what:24} {told.answered:8} {vain:8} {found.wrong:6} {found.lost:5} {found.doubled:8} {back:5.1f} s",
        flush=True,
    )
    return found.wrong + found.lost + found.doubled


if __name__ == "__main__":
    sys.exit(main(*map(float, sys.argv[1:])))
