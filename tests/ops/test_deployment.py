"""Units and containers: closed as far as they can be, and naming nothing that does not exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import Any

import pytest
import yaml

from app import create_app
from cli import micuenta
from config.settings import Settings
from config.settings_checks import name
from tests.ops.fences import ROOT

CONTAINER = ROOT / "ops" / "container" / "Containerfile"
UNIT = ROOT / "ops" / "systemd" / "micuenta@.service"
MOST_EXPOSED = 2.0
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "ops" / "container" / "compose.yaml").read_text("utf-8"))
OURS = {part: about for part, about in COMPOSE["services"].items() if about["image"] == "micuenta"}
KNOWN = {name(field) for field in Settings.model_fields}


@pytest.mark.systemd
def test_the_unit_exposes_little() -> None:
    line = ["systemd-analyze", "security", "--offline=true", "--no-pager", str(UNIT)]
    told = subprocess.run(line, capture_output=True, text=True, check=False, timeout=100).stdout
    found = re.search(r"Overall exposure level for .*: ([\d.]+)", told)
    assert found, told
    assert float(found[1]) <= MOST_EXPOSED


def test_the_unit_takes_every_secret_from_its_file() -> None:
    about = {field: shown.json_schema_extra for field, shown in Settings.model_fields.items()}
    secrets = {f"micuenta_{field}" for field, extra in about.items() if isinstance(extra, dict) and extra.get("secret")}
    taken = set(re.findall(r"^LoadCredential=(\w+):/etc/micuenta/secrets/\1$", UNIT.read_text("utf-8"), re.MULTILINE))
    assert secrets
    assert secrets <= taken


@pytest.mark.hadolint
def test_the_container_file_is_linted() -> None:
    line = [str(shutil.which("hadolint")), str(CONTAINER)]
    told = subprocess.run(line, capture_output=True, text=True, check=False, timeout=100)
    assert told.returncode == 0, told.stdout


def test_containers_are_read_only_and_without_privileges() -> None:
    assert set(OURS) == {"migrations", "web", "worker", "beat", "console", "live"}
    for about in OURS.values():
        assert about["read_only"] is True
        assert about["cap_drop"] == ["ALL"]
        assert about["security_opt"] == ["no-new-privileges:true"]
    assert "\nUSER 10001:10001\n" in CONTAINER.read_text("utf-8")


def test_what_is_copied_exists_and_what_is_secret_is_not_copied() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+) ", CONTAINER.read_text("utf-8"), re.MULTILINE)
    assert copied
    for path in copied:
        assert (ROOT / path).exists(), path
    left_out = (ROOT / ".dockerignore").read_text("utf-8").split()
    assert {".git", ".venv", "var", ".env", "ops/container/secrets", "ops/container/micuenta.env"} <= set(left_out)


def test_the_healthcheck_asks_what_the_web_server_answers(settings: Settings, sqlite: str) -> None:
    client = create_app(settings.model_copy(update={"database_url": sqlite, "env": "demo"})).test_client()
    found = re.search(r"http://127\.0\.0\.1:(\d+)(/\w+)", CONTAINER.read_text("utf-8"))
    assert found
    assert int(found[1]) == Settings.model_fields["port"].default
    assert client.get(found[2]).status_code == 200


def test_secrets_are_files_beside_the_compose_file() -> None:
    """Without `./` podman-compose takes them for names of volumes."""
    assert all(about["file"].startswith("./secrets/") for about in COMPOSE["secrets"].values())


def test_every_command_that_is_started_exists() -> None:
    started = {about.get("command", ["web"])[0] for about in OURS.values()}
    assert started <= set(micuenta.list_commands(None))  # type: ignore[arg-type]  # the context is not asked


def test_every_setting_that_is_named_exists_and_every_secret_is_given() -> None:
    files = [UNIT, *sorted((ROOT / "ops" / "container").iterdir())]
    named = set(re.findall(r"MICUENTA_[A-Z_]*[A-Z]", "\n".join(path.read_text("utf-8") for path in files)))
    assert named - KNOWN == set()
    secrets = {secret.upper() for about in OURS.values() for secret in about["secrets"]}
    assert secrets <= KNOWN
    assert {secret.lower() for secret in secrets} <= set(COMPOSE["secrets"])


def test_settings_are_read_from_credentials(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "micuenta_pepper").write_text("from a credential\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    assert Settings().pepper == "from a credential"
    assert Settings(pepper="given").pepper == "given"
