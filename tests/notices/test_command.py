"""What an operator types, and reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.notices import command
from config.clock import Clock
from config.vault import Vault
from models.tables.outbox import OutboundMessage
from tests.conftest import NOW
from tests.notices.world import Institution

Run = Callable[..., str]


@pytest.fixture
def house(sqlite: str, clock: Clock) -> Iterator[Institution]:
    with closing(Institution(sqlite, clock, Vault("demo: anybody may know this"))) as made:
        yield made


@pytest.fixture
def run(sqlite: str, redis_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `micuenta notices …`; gives what it prints."""
    settings = {
        "DATABASE_URL": sqlite,
        "REDIS_URL": redis_url,
        "DATA": str(tmp_path),
        "TODAY": NOW.isoformat(),
        "LOG_LEVEL": "ERROR",
    }
    monkeypatch.setenv("COLUMNS", "160")
    for name, value in settings.items():
        monkeypatch.setenv(f"MICUENTA_{name}", value)

    def type_in(*line: str) -> str:
        result = CliRunner().invoke(command, line, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return " ".join(result.output.split())

    return type_in


def test_a_dry_run_tells_and_keeps_nothing(house: Institution, run: Run) -> None:
    house.contribution(house.worker())
    assert "contribution: 1 would be planned" in run("plan", "--dry-run")
    assert house.notices() == []


def test_mail_is_forecast_without_a_price(house: Institution, run: Run) -> None:
    house.contribution(house.worker(1, email_alerts=True, email="ana@example.mx"), "F1")
    house.contribution(house.worker(2, sms_alerts=False, email_alerts=True, email="eva@example.mx"), "F2")
    expected = "Waiting: 3 messages, 1 segments, $0.85"
    assert expected in run("plan", "--dry-run")
    assert expected in run("plan")
    assert expected in run("status")


def test_a_plan_is_forecast_before_it_leaves(house: Institution, run: Run) -> None:
    for number in range(1, 5):
        house.contribution(house.worker(number), f"F{number}")
    told = run("plan")
    assert "contribution: 4 planned" in told
    assert "Waiting: 4 messages, 4 segments, $3.40; at 9 segments a second the last one leaves: 23 Nov 10:10" in told
    assert "Nothing new to tell anybody." in run("plan")


def test_the_status_counts_by_kind_state_and_cause(house: Institution, run: Run) -> None:
    house.contribution(house.worker(1), "F1")
    house.contribution(house.worker(2), "F2")
    house.tell()
    failed = {"status": "failed", "reason": "landline", "final_at": NOW, "sent_at": NOW}
    house.change(OutboundMessage, **failed)
    told = run("status")
    assert "contribution failed The number is a landline. worker 2" in told
    assert "10h 2" in told
    house.change(OutboundMessage, final_at=NOW - timedelta(days=2))
    assert "landline" not in run("status")


def test_the_status_can_be_watched(house: Institution, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    house.contribution(house.worker())
    looks = iter([lambda: house.tell(), lambda: (_ for _ in ()).throw(KeyboardInterrupt)])
    monkeypatch.setattr("commands.notices.sleep", lambda _: next(looks)())
    told = run("status", "--watch")
    assert "kind done queued" in told, "it was planned at the first look and is a message at the second"


def test_pausing_resuming_and_cancelling(house: Institution, run: Run) -> None:
    house.contribution(house.worker())
    run("plan")
    assert "micuenta notices resume contribution" in run("pause", "contribution", "--reason", "wrong file")
    told = run("status")
    assert "Paused: contribution (wrong file)" in told
    assert "Waiting:" not in told, "what is paused is not forecast"
    assert run("resume") == "Going on."
    assert run("resume") == "Nothing was paused."
    assert run("cancel", "*", "--yes") == "1 cancelled."
    assert [notice.status for notice in house.notices()] == ["cancelled"]
    assert "contribution failed Cancelled by the operator of this service. operator 1" in run("status")
