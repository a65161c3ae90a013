"""Papers as PDF: what one costs, and whether codes wait longer while papers are made beside normal sending.

The papers are claimed, made from the records and composed as mails by the same process and senders that send codes and
notices, as a worker does; only the mail server's own answer is left out. With and without them take turns in one run.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from statistics import median, quantiles

import requests
from sqlalchemy import ColumnElement, func, insert, update

from bench.outbox.rate import Bench
from bench.outbox.sending import sender_through
from bench.people import phone, settle
from bench.row import Row
from config.catalogues import load_all
from config.clock import Clock
from config.hashing import Hasher
from config.settings import Settings
from documents.mailed import Mailed
from flows.records.effects import IssuePaper
from flows.saying.house import House
from flows.saying.voice import Voices
from models.columns import table
from models.effects import apply
from models.migrate import upgrade
from models.outbox.owing import Owed, enqueue
from models.tables.accounts import AccountRow
from models.tables.institution import MovementRow
from models.tables.outbox import BULK, URGENT
from sms.outbox.dispatch import Dispatcher
from sms.outbox.sender import Sender
from sms.providers.base import Accepted, Outcome, Outgoing
from sms.providers.email import Smtp
from tests.outbox.twilio_server import twilio_server
from tests.servers import postgres_server, redis_server

PEOPLE, MOVEMENTS = 200, 24
PAPERS = 400
"""Made one after the other, to see what one costs."""
AN_HOUR = 10_000
"""Papers an hour and core that are asked for."""
CORES = 2
CODES, BETWEEN = 75, 0.2
"""Codes of a go, and the seconds between two."""
ROUNDS = 2
NOTICES, RATE = 6_000, 50
SLOWER = 0.050
"""Seconds that a code's p99 may differ; more is told apart from chance on no shared machine."""


class Mailbox(Smtp):
    """Composes each mail, PDF and all, and lets it go."""

    def __init__(self) -> None:
        super().__init__(url="smtp://127.0.0.1:1", sender="Mi Cuenta <mi@cuenta.mx>", clock=Clock())
        self.sizes: list[int] = []

    def send(self, message: Outgoing) -> Outcome:
        """Taken."""
        content = self.composed(message).as_bytes()
        assert b"application/pdf" in content
        self.sizes.append(len(content))
        return Accepted(message.id)


def rows() -> Iterator[Row]:
    """What a paper costs by itself; then codes with and without papers beside them."""
    with postgres_server() as postgres, redis_server() as redis, twilio_server() as twilio:
        upgrade(postgres)
        bench = Bench(postgres, redis, twilio)
        _settle(bench)
        box = Mailbox()
        papers = Mailed(bench.database, bench.vault, None, Voices(House(), load_all()))
        mail = {lane: _mailer(bench, box, papers, lane) for lane in (URGENT, BULK)}
        _ask(bench, PAPERS)
        began = time.process_time()
        while len(box.sizes) < PAPERS:
            mail[URGENT].drain()
        each = (time.process_time() - began) / PAPERS
        hourly = 3600 / each
        yield Row(
            f"a statement of {MOVEMENTS} movements, claimed, made, mailed and recorded",
            f"{each * 1000:.1f} ms of CPU, {hourly:,.0f} an hour and core, {median(box.sizes) // 1000:.0f} kB a mail",
            "",
            "",
            f"{AN_HOUR:,} an hour and core",
            hourly >= AN_HOUR,
        )
        alone, beside = list[float](), list[float]()
        made = len(box.sizes)
        for number in range(ROUNDS):
            alone += _codes(bench, None, f"alone {number}")
            beside += _codes(bench, mail[URGENT], f"beside {number}")
        made, lasted = len(box.sizes) - made, ROUNDS * CODES * BETWEEN
        slow, usual = quantiles(beside, n=100)[98], quantiles(alone, n=100)[98]
        yield Row(
            f"a code while {AN_HOUR:,} papers an hour and core are made, notices at {RATE}/s",
            f"p50 {median(beside) * 1000:.0f} ms, p99 {slow * 1000:.0f} ms; {made / lasted:.1f} papers/s",
            f"p50 {median(alone) * 1000:.0f} ms, p99 {usual * 1000:.0f} ms without papers",
            f"p99 {slow / usual:.2f} x",
            f"p99 no {SLOWER * 1000:.0f} ms more",
            slow - usual <= SLOWER,
        )


def _settle(bench: Bench) -> None:
    settings = Settings(env="test")
    with bench.database.transaction() as connection:
        settle(connection, Hasher(settings.pepper, settings.hash_costs), PEOPLE)
        account = table(AccountRow)
        connection.execute(update(account).values(email=_own_mailbox(account.c.line), email_proved_at=_now()))
        connection.execute(
            insert(table(MovementRow)),
            [
                {
                    "folio": f"M{number}-{month}",
                    "credit_number": f"{1_000_000_000 + number}",
                    "on": date(2024, 12, 17) + timedelta(days=30 * month),
                    "concept": "PAGO",
                    "amount": Decimal("-3850.00"),
                    "balance": Decimal(500_000 - 3850 * month),
                }
                for number in range(1, PEOPLE + 1)
                for month in range(MOVEMENTS)
            ],
        )


def _own_mailbox(line: ColumnElement[str]) -> ColumnElement[str]:
    """One for each, since a mailbox is sent only so many mails a day."""
    return func.substr(line, 2).concat("@correo.mx")


def _mailer(bench: Bench, box: Mailbox, papers: Mailed, lane: int) -> Sender:
    return sender_through(box, "email", lane, bench, rate=1_000, threads=4, papers=papers)


def _ask(bench: Bench, count: int) -> None:
    """So many statements, each of the next worker."""
    now = datetime.now(UTC)
    for _ in range(count):
        bench.round += 1
        number = 1 + bench.round % PEOPLE
        paper = IssuePaper("statement", f"{1_000_000_000 + number}", 0, f"B{bench.round:05d}", "AB3D", "-", "-", "es")
        with bench.database.transaction() as connection:
            apply(connection, phone(number), (paper,), now, bench.vault)


def _codes(bench: Bench, mailer: Sender | None, name: str) -> list[float]:
    """Seconds from the commit of each code to its arrival, notices going out all the while."""
    bench.owe(NOTICES)
    lanes = {("sms", lane): bench.sender(lane, threads, RATE) for lane, threads in ((URGENT, 4), (BULK, 16))}
    dispatcher = Dispatcher(lanes)
    others = [threading.Thread(target=dispatcher.send, args=(BULK,))]
    over = threading.Event()
    if mailer:
        others.append(threading.Thread(target=_papers, args=(bench, mailer, over)))
    for other in others:
        other.start()
    owed: dict[str, float] = {}
    for number in range(CODES):
        time.sleep(BETWEEN)
        with bench.database.transaction() as connection:
            enqueue(
                connection, bench.vault, Owed("code", URGENT, "sms", f"+5233{number:08d}", f"{name} {number}"), _now()
            )
        owed[f"{name} {number}"] = time.time()
        threading.Thread(target=dispatcher.send, args=(URGENT,)).start()
    time.sleep(1)
    over.set()
    dispatcher.stop()
    for other in others:
        other.join()
    accepted = requests.get(f"{bench.twilio.url}/_accepted", timeout=60).json()
    arrived = {message["body"]: message["at"] for message in accepted if message["body"] in owed}
    assert len(arrived) == CODES
    return [arrived[text] - at for text, at in owed.items()]


def _papers(bench: Bench, mailer: Sender, over: threading.Event) -> None:
    """Papers at the rate asked for, as workers would ask: one at a time, evenly."""
    due = time.perf_counter()
    while not over.is_set():
        due += 3600 / (AN_HOUR * CORES)
        _ask(bench, 1)
        mailer.drain()
        over.wait(max(0.0, due - time.perf_counter()))


def _now() -> datetime:
    return datetime.now(UTC)
