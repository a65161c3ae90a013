"""The rules of `ops/prometheus` with shorter times: what is waited for and looked back over is divided, no more."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

RULES = Path(__file__).parent.parent.parent / "ops" / "prometheus"
FILES = ("recording.yml", "alerts.yml")
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
SCRAPE = 2.0
"""Seconds between two scrapes. Not divided: a scrape has this long, and the service is as slow as ever."""

_SPAN = re.compile(r"\[(\d+)([smhd])\]")


def shorter(span: str, by: float) -> str:
    """A duration as Prometheus writes it, divided; milliseconds.

    >>> shorter("15m", 30)
    '30000ms'
    """
    return f"{round(int(span[:-1]) * UNITS[span[-1]] * 1000 / by)}ms"


def write(folder: Path, port: int, by: float) -> Path:
    """Put the rules and a configuration that scrapes this port into a folder; gives the configuration."""
    for name in FILES:
        (folder / name).write_text(yaml.safe_dump(_scaled(yaml.safe_load((RULES / name).read_text("utf-8")), by)))
    given = yaml.safe_load((RULES / "prometheus.yml").read_text("utf-8"))
    given["global"] = {"scrape_interval": f"{SCRAPE:.0f}s", "evaluation_interval": shorter("15s", by)}
    given["scrape_configs"][0] |= {
        "scrape_timeout": f"{SCRAPE:.0f}s",
        "static_configs": [{"targets": [f"127.0.0.1:{port}"]}],
    }
    path = folder / "prometheus.yml"
    path.write_text(yaml.safe_dump(given))
    return path


def _scaled(told: dict[str, Any], by: float) -> dict[str, Any]:
    for group in told["groups"]:
        group["interval"] = shorter(group.get("interval", "15s"), by)
        for rule in group["rules"]:
            rule["expr"] = _SPAN.sub(lambda found: f"[{shorter(found[1] + found[2], by)}]", rule["expr"])
            if "for" in rule:
                rule["for"] = shorter(rule["for"], by)
    return dict(told)
