"""Bytes that a row takes in PostgreSQL with its indexes: `python -m bench.national.sizes`, for `measured.json`."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import timedelta

import psycopg

from config.settings import Settings
from models.database import Database
from models.migrate import upgrade
from models.outbox.owing import Owed, enqueue_many
from models.tables.outbox import BULK
from tests.servers import postgres_server, redis_server
from turns.joining import conversation
from turns.message import Inbound
from turns.parts import vault
from turns.store import connect

TURNS, NOTICES = 600, 20_000
_SIZE = "SELECT pg_total_relation_size(%s)"


def sizes() -> dict[str, float]:
    """Of a turn while its answer is kept, of one after that, of a notice, and of a dialog in Redis."""
    with redis_server() as there, postgres_server() as url:
        upgrade(url)
        settings = Settings(env="test", redis_url=there, database_url=url)
        with (
            closing(Database(url)) as database,
            closing(connect(there)) as redis,
            closing(psycopg.connect(url.replace("+psycopg", ""), autocommit=True)) as direct,
        ):
            talk = conversation(settings, database, redis, vault(settings), lambda: None)
            empty = int(redis.info("memory")["used_memory"])

            def size(table: str) -> int:
                direct.execute(f"VACUUM FULL {table}")  # type: ignore[arg-type]  # two names of ours
                row = direct.execute(_SIZE, (table,)).fetchone()
                return int(row[0]) if row else 0

            bare = size("journal"), size("outbound_message")
            for number in range(TURNS):
                talk.handle(Inbound("sms", f"+5255{number:08d}", "twilio", f"SM{number:032x}", ("hola",)))
            dialogs = (int(redis.info("memory")["used_memory"]) - empty) / TURNS
            fresh = (size("journal") - bare[0]) / TURNS
            direct.execute("UPDATE journal SET sealed = NULL")
            rested = (size("journal") - bare[0]) / TURNS
            now = settings.clock()()
            notice = "Empresa Ejemplo deposito $2,345.67 a tu ahorro el 14 nov. Folio A1B2C3. BAJA: no mas avisos"
            owed = [
                Owed("notice.contribution", BULK, "sms", f"+5255{n:08d}", notice, None, now + timedelta(1), None, n)
                for n in range(NOTICES)
            ]
            with database.transaction() as connection:
                enqueue_many(connection, vault(settings), owed, now)
            return {
                "journal_fresh_bytes": round(fresh),
                "journal_bytes": round(rested),
                "outbox_bytes": round((size("outbound_message") - bare[1]) / NOTICES),
                "dialog_bytes": round(dialogs),
            }


if __name__ == "__main__":
    print(json.dumps(sizes(), indent=1))
