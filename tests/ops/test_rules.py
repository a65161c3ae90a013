"""Rules and dashboard speak of figures that exist, and of all of them; each alert fires, clears and has a page."""

from __future__ import annotations

import json
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml
from redis import Redis

from app import create_app
from config.settings import Settings
from tests.programs import find

ROOT = Path(__file__).parent.parent.parent
RULES = ROOT / "ops" / "prometheus"
DASHBOARD = ROOT / "ops" / "grafana" / "micuenta.json"
FIGURE = re.compile(r"\bmicuenta_[a-z_]+")
RECORDED = re.compile(r"\bmicuenta:[a-z0-9_:]+")


def bare(names: set[str]) -> set[str]:
    """A histogram's three by its own name."""
    return {re.sub("_(bucket|count|sum)$", "", name) for name in names}


@cache
def expressions() -> tuple[str, ...]:
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    shown = [target["expr"] for panel in panels for target in panel.get("targets", ())]
    groups = [yaml.safe_load((RULES / name).read_text("utf-8"))["groups"] for name in ("recording.yml", "alerts.yml")]
    return (*shown, *(rule["expr"] for file in groups for group in file for rule in group["rules"]))


def alerts() -> dict[str, dict[str, dict[str, str]]]:
    groups = yaml.safe_load((RULES / "alerts.yml").read_text("utf-8"))["groups"]
    return {rule["alert"]: rule for group in groups for rule in group["rules"]}


def test_every_figure_that_is_named_exists_and_every_one_is_used_and_told_of(
    settings: Settings, sqlite: str, redis: Redis
) -> None:
    given = settings.model_copy(update={"database_url": sqlite, "facts_url": "http://127.0.0.1:9"})
    told = create_app(given).test_client().get("/metrics").text
    exist = set(re.findall(r"^# TYPE (micuenta_\w+)", told, re.MULTILINE))
    used = bare(set(FIGURE.findall("\n".join(expressions()))))
    page = (ROOT / "docs" / "operations.md").read_text("utf-8").partition("## What is counted")[2].partition("\n## ")[0]
    assert used == exist
    assert set(FIGURE.findall(page)) == exist


def test_every_recorded_name_is_used_and_every_one_that_is_used_is_recorded() -> None:
    groups = yaml.safe_load((RULES / "recording.yml").read_text("utf-8"))["groups"]
    recorded = {rule["record"] for group in groups for rule in group["rules"]}
    assert set(RECORDED.findall("\n".join(expressions()))) == recorded


def test_every_alert_is_seen_to_fire_and_to_clear() -> None:
    tried: dict[str, set[bool]] = {}
    for case in yaml.safe_load((RULES / "tests.yml").read_text("utf-8"))["tests"]:
        for one in case.get("alert_rule_test", ()):
            tried.setdefault(one["alertname"], set()).add(bool(one["exp_alerts"]))
    assert tried == {name: {True, False} for name in alerts()}


@pytest.mark.promtool
@pytest.mark.parametrize(
    "line",
    [
        ("check", "rules", "recording.yml", "alerts.yml"),
        ("check", "config", "prometheus.yml"),
        ("test", "rules", "tests.yml"),
    ],
    ids=" ".join,
)
def test_prometheus_takes_them(line: tuple[str, ...]) -> None:
    found = find("promtool")
    assert found
    told = subprocess.run([found, *line], cwd=RULES, capture_output=True, text=True, check=False, timeout=100)
    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize("alert", alerts())
def test_every_alert_has_its_page(alert: str) -> None:
    page = (ROOT / "docs" / "operating" / "runbooks.md").read_text("utf-8")
    section = page.partition(f"\n### {alert}\n")[2].partition("\n#")[0]
    for part in ("Meaning", "Impact", "Diagnosis", "ure"):
        assert part in section
    assert alerts()[alert]["annotations"]["runbook_url"] == f"docs/operating/runbooks.md#{alert.lower()}"


def test_every_page_is_of_an_alert() -> None:
    page = (ROOT / "docs" / "operating" / "runbooks.md").read_text("utf-8")
    assert set(re.findall("^### (.+)$", page, re.MULTILINE)) == set(alerts())
