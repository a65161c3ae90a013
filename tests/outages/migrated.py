"""The former release's messages while the database is brought to this one's schema; `back` is how long that took."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from models.database import Database
from models.migrate import upgrade
from tests.outages.service import Service
from tests.outages.talkers import UNBOUND, Talkers, report
from tests.servers import DURABLE, postgres_server, redis_server

PORT = 18439
ROOT = Path(__file__).parent.parent.parent
VERSIONS = "models/migrations/versions"


def play(seconds: float) -> int:
    """Print a line; how much was bad. Needs the history of this program, and says so where there is none."""
    with ExitStack() as stack:
        former = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="mc-")))
        try:
            commit, newest = _before_the_newest()
            packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
        except (subprocess.CalledProcessError, FileNotFoundError, LookupError):
            print("  former release: skipped, there is no history here")
            return 0
        with tarfile.open(fileobj=io.BytesIO(packed)) as tree:
            tree.extractall(former, filter="data")
        redis, postgres = stack.enter_context(redis_server()), stack.enter_context(postgres_server(DURABLE))
        upgrade(postgres, newest)
        service = Service(PORT, postgres, redis, UNBOUND, subprocess.DEVNULL, place=former)
        stack.callback(service.stop)
        service.begin("web")
        database = stack.enter_context(closing(Database(postgres)))
        talkers = Talkers(PORT, 40_000_000)
        time.sleep(seconds)
        began = time.monotonic()
        upgrade(postgres)
        took = time.monotonic() - began
        time.sleep(seconds)
        talkers.stop()
        return report(f"{newest} migrated under the former", talkers, took, database)


def _before_the_newest() -> tuple[str, str]:
    """The newest commit that knows fewer migrations than we do, and its newest; raises LookupError without one."""
    ours = _newest(subprocess.run(["git", "ls-files", VERSIONS], cwd=ROOT, check=True, capture_output=True, text=True))
    log = ["git", "log", "--format=%H", "--", VERSIONS]
    for commit in subprocess.run(log, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split():
        line = ["git", "ls-tree", "-r", "--name-only", commit, VERSIONS]
        theirs = _newest(subprocess.run(line, cwd=ROOT, check=True, capture_output=True, text=True))
        if theirs < ours:
            return commit, theirs
    raise LookupError


def _newest(listed: subprocess.CompletedProcess[str]) -> str:
    return max(re.findall(r"/(\d{4})_", listed.stdout), default="")
