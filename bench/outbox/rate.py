"""The sender beside a bare loop of `twilio` client calls, and how long a code takes while notices are queued."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from statistics import median, quantiles

import requests
from redis import Redis
from twilio.http.http_client import TwilioHttpClient  # type: ignore[import-untyped]  # ships no types
from twilio.rest import Client  # type: ignore[import-untyped]  # ships no types

from bench.outbox.accounts import accounts
from bench.outbox.sending import now, sender_through
from bench.row import Row
from config.vault import Vault
from models.database import Database
from models.migrate import upgrade
from models.outbox.owing import Owed, enqueue, enqueue_many
from models.tables.outbox import BULK, URGENT
from sms.outbox.dispatch import Dispatcher
from sms.outbox.sender import Sender
from sms.providers.twilio import Twilio
from tests.outbox.twilio_server import TwilioServer, twilio_server
from tests.servers import postgres_server, redis_server

MESSAGES = 3_000
THREADS = 16
ROUNDS = 3
AIM = 0.8
QUEUED = 100_000
CODES = 200
CODES_AIM = 1.0


ACCOUNTS = accounts("5499999999 + i")
"""Those the notices go to: their consent is part of every claim."""


class Bench:
    """One PostgreSQL, one Redis, one fake Twilio, for both sides."""

    def __init__(self, postgres: str, redis: str, twilio: TwilioServer) -> None:
        self.database = Database(postgres, pool=12)
        self.redis = Redis.from_url(redis)
        self.twilio = twilio
        self.vault = Vault("a key of the benchmark")
        self.round = 0

    def owe(self, count: int) -> None:
        self.round += 1
        moment = now()
        for start in range(0, count, 5_000):
            owed = [
                Owed("notice.x", BULK, "sms", _phone(i), f"{self.round} {i}", None, moment + timedelta(1), None, i + 1)
                for i in range(start, min(start + 5_000, count))
            ]
            with self.database.transaction() as connection:
                enqueue_many(connection, self.vault, owed, moment)

    def sender(self, lane: int, threads: int, rate: int) -> Sender:
        provider = Twilio(
            account_sid="AC1",
            token="t",
            public_url="http://127.0.0.1:9",
            sender="30900",
            api_url=self.twilio.url,
            connections=32,
        )
        return sender_through(provider, "sms", lane, self, rate=rate, threads=threads)


def rows() -> Iterator[Row]:
    """The rate, in turns; then codes against a full queue at the default limit."""
    with postgres_server() as admin, redis_server() as redis, twilio_server() as twilio:
        upgrade(admin)
        bench = Bench(admin, redis, twilio)
        with bench.database.transaction() as connection:
            connection.exec_driver_sql(ACCOUNTS, {"workers": QUEUED})
            connection.exec_driver_sql("ANALYZE account")
        ours, bare = [], []
        for _ in range(ROUNDS):
            bare.append(_bare(twilio))
            bench.owe(MESSAGES)
            began = time.perf_counter()
            assert bench.sender(BULK, THREADS, 1_000_000).drain() == MESSAGES
            ours.append(MESSAGES / (time.perf_counter() - began))
        rate, floor = median(ours), median(bare)
        sent, called = (rate, "messages/s"), (floor, "calls/s, bare twilio loop")
        yield Row.of_rates("sending through Twilio", sent, called, f"{AIM} x", holds=rate >= AIM * floor)
        waits = _codes(bench)
        p99 = quantiles(waits, n=100)[98]
        yield Row(
            f"a code, {QUEUED:,} notices queued",
            f"p50 {median(waits) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms",
            "notices at their full rate meanwhile",
            "",
            f"p99 {CODES_AIM:.0f} s",
            p99 <= CODES_AIM,
        )


def _bare(twilio: TwilioServer) -> float:
    """The package's own client, as its documentation shows it, in as many threads."""
    client = Client("AC1", "t", http_client=TwilioHttpClient(timeout=10))
    client.api.base_url = twilio.url

    def call(number: int) -> None:
        client.messages.create(
            to=_phone(number),
            from_="30900",
            body=f"bare {number}",
            status_callback=f"http://127.0.0.1:9/sms/twilio/status?id={number:032x}",
        )

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(call, range(MESSAGES)))
    return MESSAGES / (time.perf_counter() - began)


def _codes(bench: Bench) -> list[float]:
    """Seconds from the commit of a code to its arrival at the provider, five codes a second."""
    bench.owe(QUEUED)
    rate = 50
    dispatcher = Dispatcher(
        {("sms", lane): bench.sender(lane, threads, rate) for lane, threads in ((URGENT, 4), (BULK, THREADS))}
    )
    bulk = threading.Thread(target=dispatcher.send, args=(BULK,))
    bulk.start()
    owed: dict[str, float] = {}
    for number in range(CODES):
        time.sleep(0.2)
        with bench.database.transaction() as connection:
            code = Owed("code", URGENT, "sms", f"+5233{number:08d}", f"code {number}")
            enqueue(connection, bench.vault, code, now())
        owed[f"code {number}"] = time.time()
        threading.Thread(target=dispatcher.send, args=(URGENT,)).start()
    time.sleep(1)
    dispatcher.stop()
    bulk.join()
    accepted = requests.get(f"{bench.twilio.url}/_accepted", timeout=60).json()
    arrived = {message["body"]: message["at"] for message in accepted if message["body"] in owed}
    assert len(arrived) == CODES
    return [arrived[text] - at for text, at in owed.items()]


def _phone(number: int) -> str:
    return f"+5255{number:08d}"
