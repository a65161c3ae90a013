"""The page for production does what it says, down to a message that is answered after the back-up was restored."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from config.settings import Settings
from models.migrate import downgrade
from tests.ops.fences import blocks
from tests.ops.rehearsal import answering, plain, rehearse
from tests.servers import postgres_programs

PAGE = "operating/production.md"


@pytest.fixture
def empty(postgresql: str) -> Iterator[str]:
    """A second database, without tables."""
    place, _, options = plain(postgresql).partition("?")
    with closing(psycopg.connect(plain(postgresql), autocommit=True)) as admin:
        admin.execute("CREATE DATABASE restored TEMPLATE template0")
        yield f"{place.rpartition('/')[0]}/restored?{options}"
        admin.execute("DROP DATABASE restored WITH (FORCE)")


def test_every_block_runs_and_what_was_restored_answers(
    tmp_path: Path, redis_url: str, redis: object, postgresql: str, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    downgrade(postgresql, "base")
    script = "set -euo pipefail\n" + "\n".join(blocks(PAGE, "run"))
    for told, here in {
        "/opt/micuenta/.venv/bin": str(Path(sys.executable).parent),
        "/etc/micuenta": str(tmp_path),
        "/var/tmp": str(tmp_path),
        "/var/backups/micuenta": str(tmp_path),
        "/var/lib/micuenta": str(tmp_path / "data"),
        "postgresql+psycopg://micuenta:PASSWORD@127.0.0.1/micuenta": postgresql,
        "redis://127.0.0.1:6379/0": redis_url,
        "redis-cli -u": "redis-cli -u" if shutil.which("redis-cli") else ": redis-cli",
    }.items():
        assert told in script
        script = script.replace(told, here)
    path = f"{postgres_programs()}:{os.environ['PATH']}"
    environment = {"PATH": path, "HOME": str(tmp_path), "NEW_DATABASE": empty}
    line = ["bash", "-c", script]
    told = subprocess.run(line, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=110)
    assert told.returncode == 0, told.stdout + told.stderr
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "secrets"))
    settings = Settings(redis_url=redis_url, env="demo")
    assert settings.database_url.replace("+psycopg", "") == empty
    with answering(settings, settings.database_url) as ask:
        told = ask("+525512345678", "SM1")
        assert "1 " in told, told


def test_a_restore_holds_what_the_dump_saw_and_no_more(
    settings: Settings, redis: object, postgresql: str, empty: str
) -> None:
    found = rehearse(settings.model_copy(update={"env": "demo"}), postgresql, empty.replace("l:", "l+psycopg:", 1), 12)
    assert found.answered == 12
    assert found.restored == found.kept
    assert 0 <= found.lost < 12
