"""What a runbook tells to type can be typed."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from redis import Redis

from cli import micuenta
from config import logs
from config.errors import Mistake
from config.settings import Settings
from tests.ops.fences import blocks, lines

OTHERS = {"curl", "systemctl", "journalctl"}
"""Programs that a runbook may call besides ours."""


@pytest.mark.parametrize("line", lines("operating/runbooks.md", "micuenta"), ids=" ".join)
def test_every_command_runs(
    line: list[str], settings: Settings, sqlite: str, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On an empty database: it is understood, and ends with an answer or a sentence, never with a traceback."""
    monkeypatch.setattr(logs, "set_up", lambda *_, **__: None)
    environment = {
        "MICUENTA_ENV": "test",
        "MICUENTA_DATABASE_URL": sqlite,
        "MICUENTA_REDIS_URL": settings.redis_url,
        "MICUENTA_DATA": str(settings.data),
    }
    told = CliRunner().invoke(micuenta, line, env=environment)
    assert told.exception is None or isinstance(told.exception, (SystemExit, Mistake))
    assert "Usage:" not in told.output


def test_other_programs_are_few() -> None:
    called = {
        line.split()[0] for block in blocks("operating/runbooks.md") for line in block.splitlines() if line.strip()
    }
    assert called - {"micuenta"} <= OTHERS
