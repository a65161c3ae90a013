"""What a page of the console costs with a full call centre behind it, on PostgreSQL."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from flask.testing import FlaskClient

from app_console import create_console
from bench.row import Row
from config.settings import Settings
from config.vault import Vault
from console.access.gate import COOKIE
from models.agents import people, sessions
from models.cases import counts
from models.database import Database
from models.migrate import upgrade
from tests.servers import postgres_server, redis_server

CASES = int(os.environ.get("CONSOLE_CASES", "100000"))
TURNS = int(os.environ.get("CONSOLE_TURNS", "5000000"))
LONG = 5000
"""Lines of the longest conversation."""
AIM = 0.050
"""Seconds, of 95 in a hundred pages."""
ASKED = 200
TOKEN = "a session of the benchmark"
PAGES = {
    "the queue": "/console/",
    "the queue, by reason": "/console/?carpeta=all&motivo=employer",
    "the queue, far down": "/console/?carpeta=all&desde={far}~C00000000",
    "a case of ten lines": "/console/caso/SHORT1",
    f"a case of {LONG:,} lines": "/console/caso/LONG01",
    "its conversation, renewed": "/console/caso/LONG01/hilo",
    "the board": "/console/tablero",
    "canned answers": "/console/respuestas",
    "the audit": "/console/bitacora",
}

FILL = (
    """
    INSERT INTO agent_case (folio, line, reason, urgent, opened_at, waiting_since)
    SELECT 'C' || lpad(i::text, 8, '0'), '+5255' || (10000000 + i),
           (ARRAY['worker-asked', 'not-understood', 'employer', 'cannot-pay'])[1 + i %% 4], i %% 50 = 0,
           now() - i * interval '1 second', now() - i * interval '1 second'
    FROM generate_series(1, %(cases)s) i
    """,
    "DROP INDEX ix_journal_line",
    "DROP INDEX ix_journal_at",
    """
    INSERT INTO journal (line, driver, channel, provider, provider_id, session, turn, state, said, at)
    SELECT md5((i / 20)::text), 'worker', 'sms', 'twilio', 'SM' || lpad(i::text, 12, '0'),
           lpad((i / 6)::text, 20, '0'), i, 'savings.open', 'AHORRO ••••••', now() - i * interval '3 seconds'
    FROM generate_series(1, %(turns)s) i
    """,
    "CREATE INDEX ix_journal_line ON journal (line, at)",
    "CREATE INDEX ix_journal_at ON journal (at)",
    """
    INSERT INTO board_hour (hour, kind, label, number)
    SELECT date_trunc('hour', now()) - h * interval '1 hour', k[1], k[2], 40
    FROM generate_series(0, 9600) h, (VALUES (ARRAY['in', 'sms']), (ARRAY['in', 'ussd']), (ARRAY['out', 'delivered']),
         (ARRAY['out', 'failed']), (ARRAY['cause', 'handset_off']), (ARRAY['cause', 'expired'])) kinds (k)
    """,
    """
    INSERT INTO board_day (day, kind, label, number)
    SELECT current_date - d, k, 'payment.state' || s, 960
    FROM generate_series(0, 400) d, generate_series(1, 240) s, unnest(ARRAY['reached', 'went_on']) k
    """,
)
"""The counts are those of 400 days, which is as long as they are kept."""


def rows() -> Iterator[Row]:
    """Each page, asked one after the other."""
    with postgres_server() as url, redis_server() as redis:
        upgrade(url)
        settings = Settings(env="test", database_url=url, redis_url=redis)
        fill(settings)
        yield from measured(settings)


def measured(settings: Settings) -> Iterator[Row]:
    """The pages on a database that is filled already."""
    client = create_console(settings).test_client()
    client.set_cookie(COOKIE, TOKEN, path="/console")
    far = (datetime.now(UTC) - timedelta(seconds=CASES // 2)).isoformat()
    for what, path in PAGES.items():
        _asked(client, path.format(far=quote(far)))  # the templates are read, and the plans made
        cpu = time.process_time()
        times = sorted(_asked(client, path.format(far=quote(far))) for _ in range(ASKED))
        cpu = (time.process_time() - cpu) / ASKED
        p50, p95 = times[ASKED // 2], times[int(ASKED * 0.95)]
        yield Row(
            f"{what}, {CASES:,} cases and {TURNS:,} turns",
            f"p95 {p95 * 1000:.0f} ms",
            f"p50 {p50 * 1000:.1f} ms, {cpu * 1000:.1f} ms of CPU",
            "",
            f"p95 {AIM * 1000:.0f} ms",
            p95 < AIM,
            {"p50_ms": p50 * 1000, "p95_ms": p95 * 1000, "cpu_ms": cpu * 1000},
        )


def fill(settings: Settings) -> None:
    """Put a full call centre on record; the worker has counted it once."""
    database, vault, now = Database(settings.database_url), Vault(settings.secret_key), datetime.now(UTC)
    with database.transaction() as connection:
        for statement in FILL:
            connection.exec_driver_sql(statement, {"cases": CASES, "turns": TURNS})
        people.add(connection, "Ana", "supervisor", "x", b"x", now)
        found = people.named(connection, "Ana")
        assert found
        sessions.begin(connection, TOKEN, found.id, found.version, now)
        for folio, line, lines in (("SHORT1", "+525500000001", 10), ("LONG01", "+525500000002", LONG)):
            mine = {
                "folio": folio,
                "line": line,
                "mark": vault.mark(line),
                "lines": lines,
                "agent": found.id,
                "said": vault.seal(b"Sigo esperando."),
                "now": now,
            }
            for statement in TALK:
                connection.exec_driver_sql(statement, mine)
    with database.connect() as connection:
        counts.recount(connection, now)
        connection.exec_driver_sql("ANALYZE")
    database.close()


TALK = (
    """
    INSERT INTO agent_case (folio, line, reason, urgent, opened_at, waiting_since, agent_id, lease_until)
    VALUES (%(folio)s, %(line)s, 'worker-asked', false, %(now)s, %(now)s, %(agent)s, %(now)s + interval '1 day')
    """,
    """
    INSERT INTO case_note (folio, said, at)
    SELECT %(folio)s, %(said)s, %(now)s - i * interval '3 seconds' FROM generate_series(1, %(lines)s / 3) i
    """,
    """
    INSERT INTO outbound_message (id, kind, lane, channel, recipient, body, segments, status, attempts, topics,
                                  not_before, expires_at, created_at)
    SELECT %(folio)s || i, 'reply', 0, 'sms', %(line)s, %(said)s, 1, 'delivered', 1, 0, %(now)s, %(now)s,
           %(now)s - i * interval '3 seconds' - interval '1 second'
    FROM generate_series(1, %(lines)s / 3) i
    """,
    """
    INSERT INTO journal (line, driver, channel, provider, provider_id, session, turn, state, said, at)
    SELECT %(mark)s, 'worker', 'sms', 'twilio', %(folio)s || i, %(folio)s, i, 'savings.open', 'AHORRO ••••••',
           %(now)s - i * interval '3 seconds' - interval '2 seconds'
    FROM generate_series(1, %(lines)s - 2 * (%(lines)s / 3)) i
    """,
)
"""A case and its conversation: a third each of notes, messages and turns."""


def _asked(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    answer = client.get(path)
    took = time.perf_counter() - began
    assert answer.status_code == 200, (path, answer.status_code)
    return took
