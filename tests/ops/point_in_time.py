"""The database as it was before a mistake: `python -m tests.ops.point_in_time`.

A base backup while messages come in, the write-ahead log archived all the while, a `DELETE` that should not have been;
then a new server that goes as far as the moment before, compared with what stood then, table by table.
"""

from __future__ import annotations

import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from config.settings import Settings
from models.migrate import upgrade
from tests.ops.rehearsal import answering, checksums, plain
from tests.processes import eventually
from tests.servers import DURABLE, postgres_programs, postgres_server, redis_server

ARCHIVING = {
    "archive_mode": "on",
    "archive_command": "mkdir -p ../archive && test ! -f ../archive/%f && cp %p ../archive/%f",
}
MISTAKE = "DELETE FROM journal"


@dataclass(frozen=True)
class Gone:
    """Turns answered before and after the moment that was gone back to, and the seconds to the first answer."""

    kept: int
    lost: int
    seconds: float
    before: dict[str, str]
    mistaken: dict[str, str]
    restored: dict[str, str]


def rehearse(settings: Settings, turns: int, server: Mapping[str, str] = DURABLE) -> Gone:
    """Back up, go on, make the mistake, go on, and go back."""
    with ExitStack() as stack:
        source = stack.enter_context(postgres_server({**server, **ARCHIVING}))
        archive = Path(source.rpartition("host=")[2]) / "archive"
        upgrade(source)
        talk = stack.enter_context(answering(settings, source))
        _say(talk, range(turns))
        with _base_backup(source) as backup, closing(psycopg.connect(plain(source), autocommit=True)) as watching:
            _say(talk, range(turns, 2 * turns))
            before = checksums(watching)
            moment = watching.execute("SELECT clock_timestamp()").fetchone()
            assert moment is not None
            watching.execute(MISTAKE)
            mistaken = checksums(watching)
            _say(talk, range(2 * turns, 3 * turns))
            _archived(watching)
            began = time.monotonic()
            back = {
                **server,
                "restore_command": f"cp {archive}/%f %p",
                "recovery_target_time": str(moment[0]),
                "recovery_target_action": "promote",
            }
            (backup / "recovery.signal").touch()
            target = stack.enter_context(postgres_server(back, backup))
        with closing(psycopg.connect(plain(target), autocommit=True)) as looking:
            eventually(lambda: looking.execute("SELECT pg_is_in_recovery()").fetchone() == (False,))
            restored = checksums(looking)
        upgrade(target)
        with answering(settings, target) as ask:
            assert "1 " in ask("+525512345678", "SMnew")
        return Gone(2 * turns, turns, time.monotonic() - began, before, mistaken, restored)


def _say(ask: object, numbers: range) -> None:
    assert callable(ask)
    for number in numbers:
        told = ask(f"+5255{number:08d}", f"SM{number}")
        assert "1 " in told, told


@contextmanager
def _base_backup(source: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="mc-", dir="/tmp") as folder:
        backup = Path(folder) / "base"
        line = [postgres_programs() / "pg_basebackup", f"--dbname={plain(source)}", f"--pgdata={backup}"]
        subprocess.run([*line, "--checkpoint=fast", "--no-sync"], check=True, timeout=600)
        yield backup


def _archived(watching: psycopg.Connection[tuple[object, ...]]) -> None:
    """Wait until all that was written so far lies in the archive."""
    row = watching.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
    assert row is not None
    newest = "SELECT coalesce(last_archived_wal, '') >= %s FROM pg_stat_archiver"
    eventually(lambda: watching.execute(newest, row).fetchone() == (True,))


def main() -> None:
    """With servers of its own that survive a power cut."""
    with redis_server() as redis:
        found = rehearse(Settings(env="demo", redis_url=redis, hash_passes=1, hash_memory=64), turns=500)
    spoiled = sum(found.mistaken[name] != found.before[name] for name in found.before)
    same = "equal" if found.restored == found.before else "DIFFERENT"
    print(f"{found.kept} messages answered before the mistake, which spoiled {spoiled} of {len(found.before)} tables")
    print(f"checksums of all tables as they were before it: {same}")
    print(f"RPO: nothing from before the moment; {found.lost} messages answered after it are gone, as was asked")
    print(f"RTO: {found.seconds:.1f} s from the base backup to the first answer on the new server")


if __name__ == "__main__":
    main()
