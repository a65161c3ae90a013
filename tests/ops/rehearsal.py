"""A back-up while messages come in, a restore on a new server, and what that lost: `python -m tests.ops.rehearsal`.

What is restored is compared with what the dump's own snapshot held, table by table.
"""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from config.settings import Settings
from models.database import Database
from models.migrate import upgrade
from tests.servers import DURABLE, postgres_programs, postgres_server, redis_server
from turns.joining import conversation
from turns.message import Inbound
from turns.parts import vault
from turns.store import connect


@dataclass(frozen=True)
class Rehearsed:
    """Turns that were answered, those of them that came after the snapshot, and the seconds to the first answer."""

    answered: int
    lost: int
    seconds: float
    kept: dict[str, str]
    restored: dict[str, str]


@contextmanager
def answering(settings: Settings, url: str) -> Iterator[Callable[[str, str], str]]:
    """The conversations on this database: an answer to `hola` from a line, under a message's id."""
    with closing(Database(url)) as database, closing(connect(settings.redis_url)) as redis:
        talk = conversation(settings, database, redis, vault(settings), lambda: None)
        yield lambda line, message: talk.handle(Inbound("sms", line, "twilio", message, ("hola",))).text


def plain(url: str) -> str:
    """As PostgreSQL's own programs take it."""
    return url.replace("+psycopg", "")


def checksums(connection: psycopg.Connection[tuple[object, ...]]) -> dict[str, str]:
    """Of every table, by its name."""
    names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    digest = "SELECT count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') FROM {} t"
    found = {}
    for (name,) in names:
        row = connection.execute(sql.SQL(digest).format(sql.Identifier(str(name)))).fetchone()
        found[str(name)] = str(row[0]) if row else ""
    return found


def rehearse(settings: Settings, source: str, target: str, turns: int) -> Rehearsed:
    """Dump `source` while `turns` messages come in, restore it into `target`, and have one more answered there."""
    answered: list[int] = []
    half = threading.Event()

    def talk() -> None:
        with answering(settings, source) as ask:
            for number in range(turns):
                if "1 " in ask(f"+5255{number:08d}", f"SM{number}"):
                    answered.append(number)
                if number == turns // 2:
                    half.set()

    load = threading.Thread(target=talk)
    load.start()
    half.wait()
    with tempfile.TemporaryDirectory() as folder, closing(psycopg.connect(plain(source))) as watching:
        dump = Path(folder) / "dump"
        watching.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        (snapshot,) = watching.execute("SELECT pg_export_snapshot()").fetchone() or ("",)
        kept, before = checksums(watching), len(answered)
        programs = postgres_programs()
        line = [programs / "pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={dump}", plain(source)]
        subprocess.run(line, check=True, timeout=600)
        load.join()
        began = time.monotonic()
        line = [programs / "pg_restore", "--exit-on-error", "--no-owner", f"--dbname={plain(target)}", dump]
        subprocess.run(line, check=True, timeout=600)
    with closing(psycopg.connect(plain(target))) as looking:
        restored = checksums(looking)
    upgrade(target)
    with answering(settings, target) as ask:
        told = ask("+525512345678", "SMnew")
        assert "1 " in told, told
    return Rehearsed(len(answered), len(answered) - before, time.monotonic() - began, kept, restored)


def main() -> None:
    """On two servers of their own that survive a power cut."""
    with redis_server() as redis, postgres_server(DURABLE) as source, postgres_server(DURABLE) as target:
        upgrade(source)
        settings = Settings(env="demo", redis_url=redis, hash_passes=1, hash_memory=64)
        found = rehearse(settings, source, target, turns=2000)
    same = "equal" if found.kept == found.restored else "DIFFERENT"
    print(f"{found.answered} messages answered; checksums of {len(found.kept)} tables: {same}")
    print(f"RPO: {found.lost} messages answered after the dump's snapshot are gone")
    print(f"RTO: {found.seconds:.1f} s from the dump to the first answer on the new server")


if __name__ == "__main__":
    main()
