"""`micuenta phone` on an empty data folder: it brings up what it needs, and takes it down again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUICK = {"MICUENTA_HASH_PASSES": "1", "MICUENTA_HASH_MEMORY": "64"}


def phone(data: Path, *arguments: str, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "cli", "phone", "--data", str(data), *arguments],
        cwd=ROOT,
        env=os.environ | QUICK | {"COLUMNS": "100"} | environment,
        input=typed,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


def test_the_example_plays_from_registration_to_a_payment_reference(tmp_path: Path) -> None:
    played = phone(tmp_path, "--script", str(ROOT / "docs/examples/registro.txt"))
    assert (played.returncode, played.stderr) == (0, "")
    assert "Paga $1,500.00" in played.stdout
    assert "Enviados 11 · recibidos 12 · USSD 0 · $19.55" in played.stdout
    assert not (tmp_path / "redis.sock").exists(), "its Redis ended with it"


def test_it_is_used_by_hand_with_ussd_and_sms(tmp_path: Path) -> None:
    used = phone(tmp_path, "5500001234", "--ussd", "--lang", "en", typed="00\n/exit\n")
    assert (used.returncode, used.stderr) == (0, "")
    assert "Your number is +525500001234." in used.stdout
    assert "of 182" in used.stdout
    assert "Sent 0 · received 0 · USSD 2 · $0.00" in used.stdout


@pytest.mark.parametrize(
    ("arguments", "environment", "sentence"),
    [
        (("12",), {}, "give ten digits"),
        ((), {"MICUENTA_REDIS_URL": "redis://127.0.0.1:1"}, "MICUENTA_REDIS_URL does not answer"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    tmp_path: Path, arguments: tuple[str, ...], environment: dict[str, str], sentence: str
) -> None:
    refused = phone(tmp_path, *arguments, **environment)
    assert refused.returncode == 2
    assert refused.stderr.startswith("micuenta: ")
    assert refused.stderr.count("\n") == 1
    assert sentence in refused.stderr


def test_a_service_that_is_away_stops_a_script(tmp_path: Path) -> None:
    script = tmp_path / "script.txt"
    script.write_text("> hola\n> nobody gets here\n", "utf-8")
    stopped = phone(tmp_path, "--url", "http://127.0.0.1:1", "--script", str(script))
    assert stopped.returncode == 1
    assert "is the service on?" in stopped.stdout
    assert "nobody" not in stopped.stdout
