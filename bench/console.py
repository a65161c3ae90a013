"""What a page of the console costs with a full call centre behind it, on PostgreSQL."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from flask.testing import FlaskClient

from app import create_console
from bench.row import Row
from config.settings import Settings
from config.vault import Vault
from console.access.gate import COOKIE
from models.agents import people, sessions
from models.database import Database
from models.migrate import upgrade
from tests.servers import postgres_server, redis_server

CASES = int(os.environ.get("CONSOLE_CASES", "100000"))
TURNS = int(os.environ.get("CONSOLE_TURNS", "5000000"))
LONG = 5000
"""Lines of the longest conversation."""
AIM = 0.050
"""Seconds, of 95 in a hundred pages."""
ASKED = 100
TOKEN = "a session of the benchmark"
PAGES = {
    "the queue": "/console/",
    "the queue, by reason": "/console/?carpeta=all&motivo=employer",
    "a case of ten lines": "/console/caso/SHORT1",
    f"a case of {LONG:,} lines": "/console/caso/LONG01",
    "the board": "/console/tablero",
    "canned answers": "/console/respuestas",
}

FILL = (
    """
    INSERT INTO agent_case (folio, line, reason, urgent, opened_at, waiting_since)
    SELECT 'C' || lpad(i::text, 8, '0'), '+5255' || (10000000 + i),
           (ARRAY['worker-asked', 'not-understood', 'employer', 'cannot-pay'])[1 + i %% 4], i %% 50 = 0,
           now() - i * interval '1 second', now() - i * interval '1 second'
    FROM generate_series(1, %(cases)s) i
    """,
    """
    INSERT INTO journal (line, driver, channel, provider, provider_id, session, turn, state, said, at)
    SELECT md5((i / 20)::text), 'worker', 'sms', 'twilio', 'SM' || md5('m' || i), substr(md5('s' || i / 6), 1, 20), i,
           'savings.open', 'AHORRO ••••••', now() - i * interval '3 seconds'
    FROM generate_series(1, %(turns)s) i
    """,
    """
    INSERT INTO board_hour (hour, kind, label, number)
    SELECT date_trunc('hour', now()) - h * interval '1 hour', k, 'payment.state' || s, 40
    FROM generate_series(0, 400) h, generate_series(1, 240) s, unnest(ARRAY['reached', 'went_on']) k
    """,
)


def rows() -> Iterator[Row]:
    """Each page, asked one after the other."""
    with postgres_server() as url, redis_server() as redis:
        upgrade(url)
        settings = Settings(env="test", database_url=url, redis_url=redis)
        client = _filled(settings, Vault(settings.secret_key))
        for what, path in PAGES.items():
            times = sorted(_asked(client, path) for _ in range(ASKED))
            p50, p95 = times[ASKED // 2], times[int(ASKED * 0.95)]
            yield Row(
                f"{what}, {CASES:,} cases and {TURNS:,} turns",
                f"p95 {p95 * 1000:.0f} ms",
                f"p50 {p50 * 1000:.0f} ms",
                "",
                f"p95 {AIM * 1000:.0f} ms",
                p95 < AIM,
                {"p50_ms": p50 * 1000, "p95_ms": p95 * 1000},
            )


def _filled(settings: Settings, vault: Vault) -> FlaskClient:
    database, now = Database(settings.database_url), datetime.now(UTC)
    with database.transaction() as connection:
        for statement in FILL:
            connection.exec_driver_sql(statement, {"cases": CASES, "turns": TURNS})
        people.add(connection, "Ana", "supervisor", "x", b"x", now)
        found = people.named(connection, "Ana")
        assert found
        sessions.begin(connection, TOKEN, found.id, found.version, now)
        for folio, lines in (("SHORT1", 10), ("LONG01", LONG)):
            mine = {
                "folio": folio,
                "lines": lines,
                "agent": found.id,
                "said": vault.seal(b"Sigo esperando."),
                "now": now,
            }
            connection.exec_driver_sql(CASE, mine)
            connection.exec_driver_sql(NOTES, mine)
    with database.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
    database.close()
    client = create_console(settings).test_client()
    client.set_cookie(COOKIE, TOKEN, path="/console")
    return client


CASE = """
INSERT INTO agent_case (folio, line, reason, urgent, opened_at, waiting_since, agent_id, lease_until)
VALUES (%(folio)s, '+525500000001', 'worker-asked', false, %(now)s, %(now)s, %(agent)s, %(now)s + interval '1 day')
"""
NOTES = """
INSERT INTO case_note (folio, said, at)
SELECT %(folio)s, %(said)s, %(now)s - i * interval '1 second' FROM generate_series(1, %(lines)s) i
"""


def _asked(client: FlaskClient, path: str) -> float:
    began = time.perf_counter()
    answer = client.get(path)
    took = time.perf_counter() - began
    assert answer.status_code == 200, (path, answer.status_code)
    return took
